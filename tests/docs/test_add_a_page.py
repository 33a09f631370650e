"""The pages that ``docs/add-a-page.md`` shows are pages."""

from __future__ import annotations

import re
import runpy
from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from jsna.ui import navigation

_BLOCK = re.compile(r"```python\n(.*?)```", re.DOTALL)


@pytest.mark.parametrize("number", [0, 1])
def test_a_page_of_the_walk_runs(checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    shown = _BLOCK.findall((checkout / "docs" / "add-a-page.md").read_text("utf-8"))
    assert len(shown) == 2
    title = shown[number].split("\n", 1)[0].strip('"')

    file = tmp_path / "page.py"
    file.write_text(shown[number], "utf-8")
    page = SimpleNamespace(run=lambda: runpy.run_path(str(file)), url_path="page")
    monkeypatch.setattr(navigation, "build", lambda _: page)
    opened = AppTest.from_file(str(checkout / "app.py"), default_timeout=60).run()
    assert [problem.message for problem in opened.exception] == []
    assert [heading.value for heading in opened.title] == [title]
    if number:
        assert [heading.value.replace("\\", "") for heading in opened.header] == ["Mablethorpe is highest: 34.6%"]
        assert len(opened.get("plotly_chart")) == 1
