"""Counts of small areas by ward: nobody is lost or counted twice, and it is known which wards are exact."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from jsna.catalogue import indicator_folder
from jsna.errors import Findings
from jsna.ingest.official.adapters.census_small_areas import census_small_areas
from jsna.ingest.official.inputs import Inputs
from jsna.ingest.official.small_areas import followed, overlaps, to_wards

SHARES = pd.DataFrame(
    [("L1", "W1", 100), ("L2", "W1", 30), ("L2", "W2", 60), ("L2", "W3", 10), ("L3", "W3", 50)],
    columns=["lsoa", "ward_2022", "residents"],
)
STAYING = SHARES.assign(ward_2025=SHARES["ward_2022"])


def test_a_small_area_is_divided_by_residents_in_whole_numbers() -> None:
    counts = pd.DataFrame({"old": [20.0, 11.0, 7.0], "young": [80.0, 88.0, 43.0]}, index=["L1", "L2", "L3"])

    found = to_wards(counts, STAYING)

    # 11 are 3.3, 6.6 and 1.1: the largest remainder is rounded up.
    assert found.counts.to_dict() == {
        "old": {"W1": 23.0, "W2": 7.0, "W3": 8.0},
        "young": {"W1": 106.0, "W2": 53.0, "W3": 52.0},
    }
    assert list(found.exact) == []


def test_wards_of_whole_small_areas_are_exact_and_sums_are_kept() -> None:
    generator = np.random.default_rng(0)
    wards = [f"W{number}" for number in range(40)]
    pairs = {
        (f"L{area}", str(ward)) for area in range(200) for ward in generator.choice(wards, generator.integers(1, 4))
    }
    shares = pd.DataFrame(sorted(pairs), columns=["lsoa", "ward_2022"])
    shares["ward_2025"] = shares["ward_2022"]
    shares["residents"] = generator.integers(1, 400, len(shares)).astype(float)
    codes = shares["lsoa"].unique()
    counts = pd.DataFrame(generator.poisson(30, (len(codes), 3)).astype(float), index=codes, columns=list("abc"))

    found = to_wards(counts, shares)

    assert found.counts.sum().equals(counts.sum())
    assert (found.counts % 1 == 0).all(axis=None)
    split = set(shares["lsoa"][shares["lsoa"].duplicated(keep=False)])
    whole = {ward for ward, own in shares.groupby("ward_2022")["lsoa"] if not set(own) & split}
    assert set(found.exact) == whole


def test_what_a_ward_that_ended_had_goes_to_those_that_followed_and_a_ward_that_stayed_keeps_its_count() -> None:
    placed = SHARES.assign(ward_2025=["W1", "W1", "N2", "N3", "N3"])
    # W2 was divided between N2 and N4, both in its own district; N3 followed W3 alone.
    placed = pd.concat([placed, pd.DataFrame([("L2", "W2", 30, "N4")], columns=list(placed))])
    counts = pd.DataFrame({"old": [20.0, 13.0, 7.0]}, index=["L1", "L2", "L3"])

    old = to_wards(counts, placed).counts["old"]

    assert old.to_dict() == {"W1": 23.0, "W2": 9.0, "W3": 8.0, "N2": 6.0, "N3": 8.0, "N4": 3.0}
    assert old[["W2"]].sum() == old[["N2", "N4"]].sum()
    assert old[["W1", "W2", "W3"]].sum() == old[["W1", "N2", "N3", "N4"]].sum() == counts["old"].sum()


def test_what_was_published_of_a_ward_that_ended_is_divided_as_its_small_areas_are_and_nobody_is_lost() -> None:
    placed = pd.DataFrame(
        [
            ("L1", "W1", "N1", 100), ("L2", "W1", "N2", 100),  # divided
            ("L3", "W2", "N2", 100), ("L4", "W3", "N3", 50), ("L4", "W4", "N3", 50),  # whole: W3 and W4 became N3
            ("L5", "W5", "N5", 80),
        ],
        columns=["lsoa", "ward_2022", "ward_2025", "residents"],
    )  # fmt: skip
    counts = pd.DataFrame({"old": [10.0, 30.0, 7.0, 9.0, 5.0], "none": [0.0] * 5}, index=["L1", "L2", "L3", "L4", "L5"])
    published = pd.DataFrame(
        {"old": [41.0, 8.0, 3.0, 4.0], "none": [1.0, 0.0, 0.0, 0.0]}, index=["W1", "W2", "W3", "W4"]
    )

    found = to_wards(counts, placed, published)

    # 41 as 10 to 30; the one that the small areas do not have as all their people are, the larger part.
    assert found.counts["old"].to_dict() == {
        "W1": 41.0, "W2": 8.0, "W3": 3.0, "W4": 4.0, "W5": 5.0, "N1": 10.0, "N2": 39.0, "N3": 7.0, "N5": 5.0,
    }  # fmt: skip
    assert found.counts.loc[["N1", "N2", "N3", "N5"], "none"].tolist() == [0.0, 1.0, 0.0, 0.0]
    assert set(found.exact) == {"W1", "W2", "W3", "W4", "W5", "N3", "N5"}


def test_a_ward_whose_predecessor_has_no_count_has_none() -> None:
    placed = STAYING.assign(ward_2025=["N1", "N1", "N2", "N3", "N3"])
    between = overlaps(pd.DataFrame({"old": [20.0, 11.0, 7.0]}, index=["L1", "L2", "L3"]), placed)

    found = followed(pd.DataFrame({"old": [31.0, 8.0]}, index=["W1", "W3"]), between)

    assert found["old"].to_dict() == {"N1": 31.0, "N3": 8.0}


def test_published_headings_that_do_not_match_those_of_small_areas_are_refused(checkout: Path, tmp_path: Path) -> None:
    indicator = indicator_folder.read(checkout / "data/indicators/population/age-three-bands.toml")
    recipe = indicator.recipe
    assert recipe is not None
    assert recipe.published is not None
    fewer = recipe.published.model_copy(update={"groups": recipe.published.groups | {"under-15": ("0-4", "5-9")}})

    with pytest.raises(Findings, match=r"recipe\.published\.groups\.under-15: headings that do not match"):
        census_small_areas(Inputs(tmp_path, pd.DataFrame()), indicator, recipe.model_copy(update={"published": fewer}))
