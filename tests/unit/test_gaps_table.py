"""What is known and not known, as a table of words."""

from __future__ import annotations

import pytest

from jsna.catalogue.availability import coverage
from jsna.catalogue.read import Catalogue
from jsna.figures.gaps import gaps_table


@pytest.fixture(scope="module")
def cells(catalogue: Catalogue) -> dict[str, dict[str, str]]:
    table = gaps_table(coverage(catalogue, "E10000019"), catalogue.characteristics)
    return table.set_index("Characteristic").to_dict("index")


def test_what_is_not_known_is_marked_and_its_reason_said_once(cells: dict[str, dict[str, str]]) -> None:
    assert cells["Pregnancy and maternity"]["Wards"].startswith("[x] Not known. The census has no table on pregnancy")
    assert cells["Sexual orientation"]["Wards"].startswith("[x] Not known. The Office for National Statistics does not")


def test_an_indicator_without_a_figure_in_the_place_is_marked(cells: dict[str, dict[str, str]]) -> None:
    assert "[x] no figure here: Age in five-year bands" in cells["Age"]["Wards"]
