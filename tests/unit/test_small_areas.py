"""Counts of small areas by ward: nobody is lost or counted twice, and it is known which wards are exact."""

from __future__ import annotations

import numpy as np
import pandas as pd

from jsna.ingest.official.small_areas import to_wards

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
