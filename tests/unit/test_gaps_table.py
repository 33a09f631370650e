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
    assert cells["Sexual orientation"]["Wards"].startswith(
        "[x] Not known. To protect people, sexual orientation is not"
    )


def test_an_indicator_without_a_figure_in_the_place_is_marked(catalogue: Catalogue) -> None:
    """As a council's own file may be, or a source that leaves out a region."""
    matrix = coverage(catalogue, "E10000019")
    of_wards = (matrix["indicator"] == "age-five-year") & (matrix["level"] == "ward")
    assert of_wards.sum() == 1

    table = gaps_table(matrix.assign(areas=matrix["areas"].mask(of_wards, 0)), catalogue.characteristics)

    (cell,) = table.loc[table["Characteristic"] == "Age", "Wards"]
    assert "[x] no figure here: Age in five-year bands" in cell
