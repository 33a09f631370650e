"""What was done with the figures: the decisions, and the collections that nobody used."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from jsna.catalogue.uses import as_toml
from jsna.model.use import Use
from jsna.settings import DATA_VARIABLE
from tests import making
from tests.pages.conftest import OpenPage, tables
from tests.pages.test_pages import sentences

DATA = Path(__file__).parents[2] / "data"
PURPOSE = {
    "why": "To see who <b>cares</b>.",
    "lawful_basis": "Article 6(1)(e)",
    "who_sees": "public",
    "smallest_group": 10,
}


def test_the_log_is_empty_and_says_so(open_page: OpenPage) -> None:
    page = open_page("pages/equality/use_log.py")
    assert sentences(page) == ["No decision that used these figures has been recorded yet."]
    assert any("No local collection is stored here" in text.value for text in page.markdown)


def test_decisions_and_what_nobody_used_stand_in_public(
    open_page: OpenPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = shutil.copytree(DATA, tmp_path / "data")
    old = {"published": "2020-06-01", "retrieved": "2020-06-01"}
    carers = making.indicator(
        slug="carers", topic="local", characteristic="everyone", groups=["carers"], source=old, purpose=PURPOSE
    )
    figures = [("E05009888", 30, 100)]
    making.write(data, carers, making.observations(figures, period="2020", characteristic="everyone", group="carers"))
    said = "Fund ![x](https://www.example.org/x.png) <b>now</b>."
    given = {"date": date(2026, 9, 15), "body": "The Board", "datasets": ("disabled-people",)}
    (data / "uses.toml").write_text(as_toml(Use(decision=said, changed=said, **given)), encoding="utf-8")
    monkeypatch.setenv(DATA_VARIABLE, str(data))

    page = open_page("pages/equality/use_log.py")

    assert sentences(page) == ["One decision that used these figures has been recorded, the last on 15 September 2026."]
    decided, collected = tables(page)
    assert list(decided.index) == ["Disabled people"]
    assert decided["Decision"].iloc[0].startswith("Fund ![x](https://www.example.org/x.png) <b>now</b>")
    assert list(collected["State"]) == ["Not used for two years"]
    assert any("1 of 1 local collections has not been used for two years" in text.value for text in page.markdown)
