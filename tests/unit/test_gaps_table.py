"""What is known and not known, as a table of words."""

from __future__ import annotations

import pytest

from jsna.catalogue.availability import coverage
from jsna.catalogue.read import Catalogue
from jsna.figures.gaps import gaps_table, matrix
from jsna.model.characteristic import Characteristic


@pytest.fixture(scope="module")
def cells(catalogue: Catalogue) -> dict[str, dict[str, str]]:
    table = gaps_table(coverage(catalogue, "E10000019"), catalogue.characteristics)
    return table.set_index("Characteristic").to_dict("index")


def test_what_is_not_available_is_marked_and_leads_to_the_reason(cells: dict[str, dict[str, str]]) -> None:
    assert cells["Pregnancy and maternity"]["Wards"] == "[x] Not available: the reason is above."
    assert cells["Sexual orientation"]["Districts"].startswith("Sexual orientation (21 March 2021, as published")


def test_an_indicator_without_a_figure_in_the_place_is_marked(catalogue: Catalogue) -> None:
    """As a council's own file may be, or a source that leaves out a region."""
    matrix = coverage(catalogue, "E10000019")
    of_wards = (matrix["indicator"] == "age-five-year") & (matrix["level"] == "ward")
    assert of_wards.sum() == 1

    table = gaps_table(matrix.assign(areas=matrix["areas"].mask(of_wards, 0)), catalogue.characteristics)

    (cell,) = table.loc[table["Characteristic"] == "Age", "Wards"]
    assert "[x] no figure here: Age in five-year bands" in cell


def test_each_level_has_a_sign_and_words(catalogue: Catalogue) -> None:
    found = coverage(catalogue, "E10000019")
    words, _ = matrix(found, catalogue.characteristics, {Characteristic.SEXUAL_ORIENTATION: 2021})
    shown = words.set_index("Characteristic")

    assert list(shown.columns) == ["Ward", "MSOA", "District", "County", "Region", "England"]
    assert list(shown.loc["Sexual orientation"])[:3] == [
        "○ Not available for wards",
        "● Available, 2021",
        "● Available, 2021",
    ]
    assert shown.at["Pregnancy and maternity", "England"] == "○ Not available for England"
    assert shown.at["Age", "MSOA"] == "– See wards"


def test_a_figure_that_is_only_estimated_or_of_some_areas_says_so(catalogue: Catalogue) -> None:
    found = coverage(catalogue, "E10000019")
    religion = found["characteristic"] == "religion-or-belief"
    found.loc[religion, "quality"] = "estimated"
    found.loc[religion & (found["level"] == "ward"), "areas"] = 150

    words, _ = matrix(found, catalogue.characteristics, {})

    assert words.set_index("Characteristic").at["Religion or belief", "Ward"] == "◐ Estimated, 2021, 150 of 157 wards"


def test_a_level_that_a_place_does_not_have_is_no_gap(catalogue: Catalogue) -> None:
    words, _ = matrix(coverage(catalogue, "E06000001"), catalogue.characteristics, {})

    assert set(words["County"]) == {"– None here"}
