"""The census table of docs/add-an-indicator.md is an indicator as it stands, without the parts that it leaves out."""

from __future__ import annotations

import re
from pathlib import Path

from jsna.catalogue import indicator_folder
from tests.docs.tracked import ROOT


def test_the_whole_example_of_a_census_table_is_accepted(tmp_path: Path) -> None:
    text = (ROOT / "docs/add-an-indicator.md").read_text("utf-8")
    found = re.search(r"`data/indicators/housing/(\S+)\.toml`, whole:\n\n```toml\n(.*?)```", text, re.DOTALL)
    assert found is not None
    path = tmp_path / "housing" / f"{found[1]}.toml"
    path.parent.mkdir()
    path.write_text(found[2], "utf-8")

    described = indicator_folder.read(path)

    assert described.slug == found[1]
    assert described.recipe is not None
    assert set(described.recipe.groups) == set(described.groups)
