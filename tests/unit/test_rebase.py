"""Counts move from the wards of one year to those of another without gaining or losing anybody."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jsna.areas.lookups import read_ward_changes
from jsna.areas.ward_years import carry, split_exactly
from jsna.errors import CatalogueError, NotAvailable

PROJECT = Path(__file__).parents[2]
#: A stays; B and C become D; E is cut into F (a quarter) and G (the rest).
RELATION = pd.DataFrame(
    [("A", "A", 1.0, 1.0), ("B", "D", 1.0, 0.3), ("C", "D", 1.0, 0.7), ("E", "F", 0.25, 1.0), ("E", "G", 0.75, 1.0)],
    columns=["ward_2022", "ward_2025", "of_2022", "of_2025"],
)


def counts(**given):
    return pd.DataFrame({"n": pd.Series(given, dtype=float)})


def carried(given, start=2022, end=2025, **options):
    return carry(given, RELATION, start, end, **options)


def test_a_ward_that_stays_keeps_its_count_and_a_merger_is_a_sum():
    found = carried(counts(A=5, B=2, C=3))
    assert found.counts["n"].to_dict() == {"A": 5, "D": 5}
    assert (found.fit.tolist(), dict(found.refused), found.left.to_dict()) == ([1, 1], {}, {"n": 0})


def test_a_ward_that_was_cut_is_refused():
    found = carried(counts(A=5, E=100))
    assert found.counts["n"].dropna().to_dict() == {"A": 5}
    assert dict(found.refused) == dict.fromkeys("FG", "a ward that was cut lies in it")
    assert found.left.to_dict() == {"n": 100}


def test_a_ward_that_was_cut_may_be_estimated_by_residents():
    found = carried(counts(E=101), estimate=True)
    assert found.counts["n"].to_dict() == {"F": 25, "G": 76}
    assert found.fit.tolist() == [0, 0]


def test_a_small_count_is_never_split():
    found = carried(counts(E=19), estimate=True)
    assert dict(found.refused) == dict.fromkeys("FG", "a ward that was cut lies in it, with a count under 20")


def test_the_way_back_adds_up_what_was_cut():
    found = carried(counts(F=25, G=76), 2025, 2022)
    assert found.counts["n"].to_dict() == {"E": 101}
    assert found.fit.tolist() == [1]


def test_a_withheld_part_withholds_the_whole():
    found = carried(counts(B=2, C=np.nan))
    assert found.counts["n"].isna().tolist() == [True]
    assert dict(found.refused) == {"D": "a part of it is withheld or missing"}


def test_a_part_that_is_absent_is_told():
    assert dict(carried(counts(B=2)).refused) == {"D": "a part of it is not in the file"}


@pytest.mark.parametrize("wrong", [counts(A=0.5), counts(A=-1)])
def test_only_counts_are_carried(wrong):
    with pytest.raises(CatalogueError, match="Percentages, rates and ranks are not"):
        carried(wrong)


def test_unknown_and_repeated_codes_are_named():
    with pytest.raises(CatalogueError, match="1 codes are not wards of 2022: D"):
        carried(counts(A=1, D=1))
    with pytest.raises(CatalogueError, match="These wards are there twice: A"):
        carried(pd.DataFrame({"n": [1.0, 2.0]}, index=["A", "A"]))


@pytest.mark.parametrize("years", [(2022, 2024), (2011, 2022), (2022, 2022)])
def test_years_without_a_look_up_are_refused(years):
    with pytest.raises(NotAvailable, match="there is no look-up"):
        carried(counts(A=1), *years)


@given(st.integers(0, 10**7), st.lists(st.floats(0.01, 1), min_size=1, max_size=9))
def test_parts_are_whole_and_add_up(total, weights):
    parts = split_exactly(total, np.array(weights))
    assert (parts.sum(), (parts >= 0).all(), (parts % 1 == 0).all()) == (total, True, True)


@given(st.lists(st.integers(20, 10**6), min_size=5, max_size=5))
def test_nobody_is_gained_or_lost_in_an_estimate(numbers):
    found = carried(pd.DataFrame({"n": np.array(numbers[:4], dtype=float)}, index=list("ABCE")), estimate=True)
    assert found.counts["n"].sum() == sum(numbers[:4])


@given(st.lists(st.integers(0, 1000), min_size=4, max_size=4))
def test_what_is_not_carried_is_said_to_the_unit(numbers):
    found = carried(pd.DataFrame({"n": np.array(numbers, dtype=float)}, index=list("ABCE")))
    assert found.counts["n"].sum() + found.left["n"] == sum(numbers)


def test_the_relation_of_the_data_folder_holds_every_ward_of_both_years():
    relation = read_ward_changes(PROJECT / "data")
    assert (relation["ward_2022"].nunique(), relation["ward_2025"].nunique()) == (6903, 6826)
    assert (relation["ward_2022"] == relation["ward_2025"]).sum() == 4964
    for year in (2022, 2025):
        shares = relation.groupby(f"ward_{year}")[f"of_{year}"].sum()
        assert shares.between(0.999, 1.001).all()


def test_disabled_people_of_england_are_carried_to_2025_and_none_is_lost():
    relation = read_ward_changes(PROJECT / "data")
    table = pd.read_parquet(PROJECT / "data/indicators/disability/disabled-people.parquet")
    wards = table[(table["group"] == "disabled") & table["area_code"].isin(relation["ward_2022"])]
    given = wards.set_index("area_code")[["numerator", "denominator"]].dropna()
    exact, estimated = (carry(given, relation, 2022, 2025, estimate=allowed) for allowed in (False, True))
    assert estimated.counts.sum().to_dict() == given.sum().to_dict()
    assert (exact.counts.sum() + exact.left).to_dict() == given.sum().to_dict()
    assert exact.counts.notna().all(axis=1).sum() == 5384


#: Both wards called Gorse Hill that ended, in Trafford and in Worcester; by ground the first came out 22% too large.
GORSE_HILL = ["E05000829", "E05007885"]


def test_wards_carried_between_the_lists_come_to_their_census_population():
    relation = read_ward_changes(PROJECT / "data")
    table = pd.read_parquet(PROJECT / "data/indicators/disability/disabled-people.parquet")
    counted = table[table["group"] == "disabled"].set_index("area_code")["denominator"].astype(float).dropna()
    given = counted[counted.index.isin(relation["ward_2025"])].to_frame()
    back = carry(given, relation, 2025, 2022, estimate=True).counts["denominator"]
    assert back[GORSE_HILL].tolist() == pytest.approx(counted[GORSE_HILL].tolist(), rel=0.001)
    assert (back / counted.reindex(back.index) - 1).abs().max() < 0.004


def test_a_missing_relation_is_named(tmp_path):
    with pytest.raises(CatalogueError, match=r"wards-2022-2025\.parquet is missing"):
        read_ward_changes(tmp_path)
