"""``jsna new-indicator --from`` takes small areas of 2011 and 2021 and wards of any year, into either list of wards."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from jsna.areas.lookups import Lookups
from jsna.catalogue import read
from tests.cli.test_new_indicator import about, new_indicator, without

WORCESTER, NEWCASTLE, LEEDS = "E07000237", "E08000021", "E08000035"
PUBLISHED = ("--rule", "published")
#: Residents of Worcester in 2021: those of its output areas.
RESIDENTS = 103_851


def of_place(data: Path, year: int, area: str) -> Lookups:
    """The look-ups of a data folder whose place is another, and works with the wards of a year."""
    place = data / "place.toml"
    place.write_text(f'wards = {year}\narea = "{area}"\n' + without(place, "wards", "area"), "utf-8")
    return Lookups.of(data, year)


def stored(data: Path, rows: dict[str, tuple[int, int]], *more: str) -> tuple[str, pd.DataFrame]:
    """What the command said, and the figures by area. Rows: by code, how many out of how many."""
    path = data.parent / "own.csv"
    lines = [f"{code},{part},{whole}" for code, (part, whole) in rows.items()]
    path.write_text("\n".join(["Code,Eligible,Pupils", *lines, ""]), "utf-8")
    status, said = new_indicator(data, "--from", str(path), *more)
    assert status == 0, said
    assert about(data, "free-school-meals") == []
    return said, read.open_catalogue(data).observations("free-school-meals").set_index("area_code")


def small_areas(lookups: Lookups, kind: str) -> pd.DataFrame:
    """The small areas of Worcester of a kind, as ``Lookups.small_areas`` has them."""
    every = lookups.small_areas
    if kind == "MSOAs":
        chosen = every["code"].str.startswith("E02")
    else:
        chosen = every["code"].str.startswith("E01") & ~every["code"].isin(lookups.changed_lsoas["lsoa"])
    return every[chosen & (every["ward"].map(lookups.areas["district"]) == WORCESTER)]


def units_of(rows: pd.DataFrame) -> dict[str, tuple[int, int]]:
    """A tenth of the residents, and the residents, of each code; an LSOA of 2021 is divided among its codes."""
    pairs = rows.groupby(["code", "lsoa"])["residents"].sum().reset_index()
    place = pairs.groupby("lsoa").cumcount()
    several = pairs.groupby("lsoa")["code"].transform("size")
    share = pairs["residents"] // several + (place < pairs["residents"] % several)
    whole = share.groupby(pairs["code"]).sum()
    return {str(code): (int(number) // 10, int(number)) for code, number in whole.items()}


@pytest.mark.parametrize("year", [2022, 2025])
@pytest.mark.parametrize("kind", ["LSOAs of 2011", "MSOAs"])
def test_small_areas_are_exact_where_a_ward_is_made_of_them_and_in_the_district(
    data: Path, kind: str, year: int
) -> None:
    lookups = of_place(data, year, WORCESTER)
    rows = small_areas(lookups, kind)
    assert rows["code"].isin(lookups.changed_lsoas["lsoa_2011"]).any() == (kind == "LSOAs of 2011")
    given = units_of(rows)

    said, table = stored(data, given, *PUBLISHED)

    assert table.at[WORCESTER, "denominator"] == RESIDENTS
    assert table.at[WORCESTER, "numerator"] == sum(part for part, _ in given.values())
    wards = table[table.index.str.startswith("E05") & table["denominator"].notna()]
    exact = wards[wards["note"].isna()]
    residents = rows.drop_duplicates(["lsoa", "ward"]).groupby("ward")["residents"].sum()
    assert len(exact) >= 1
    assert exact["denominator"].to_dict() == residents[exact.index].to_dict()
    assert f"Marked as estimated: {len(wards) - len(exact)}." in said
    assert set(table.index) <= set(lookups.areas.index)


def test_an_msoa_of_2011_that_is_none_of_2021_is_refused_by_name(data: Path) -> None:
    path = data.parent / "own.csv"
    path.write_text("Code,Eligible,Pupils\nE02005470,40,400\nE02005471,40,400\nE02001054,40,400\n", "utf-8")

    status, said = new_indicator(data, "--from", str(path))

    assert status == 1
    assert "row 4, column Code: a small area (LSOA or MSOA) of another year" in said
    assert "('E02001054')" in said
    assert "LSOAs of 2011 or 2021, MSOAs of 2021" in said


def test_a_file_of_which_nothing_would_be_shown_is_refused_with_the_reasons(data: Path) -> None:
    path = data.parent / "own.csv"
    path.write_text("Code,Eligible,Pupils\nE01006074,220,1700\nE01006185,200,1600\n", "utf-8")

    status, said = new_indicator(data, "--from", str(path))

    assert status == 1
    assert "no ward, and no larger area, would have a figure" in said
    assert "No district has all of its LSOAs in the file" in said
    assert "Not in any ward shown: 420 of 'Eligible', 3,300 of 'Pupils'" in said


@pytest.mark.parametrize("year", [2022, 2025])
@pytest.mark.parametrize(("then", "district"), [(2016, LEEDS), (2026, NEWCASTLE)])
def test_wards_of_other_years_count_in_their_district_and_in_no_ward(
    data: Path, then: int, district: str, year: int
) -> None:
    lookups = of_place(data, year, district)
    every = lookups.every_ward[lookups.every_ward["district"] == district]
    rows = {str(code): (30 + at, 300 + at) for at, code in enumerate(every.index[every["since"] == then])}

    said, table = stored(data, rows, *PUBLISHED)

    assert (table.at[district, "numerator"], table.at[district, "denominator"]) == (
        sum(part for part, _ in rows.values()),
        sum(whole for _, whole in rows.values()),
    )
    people = f"{sum(part for part, _ in rows.values()):,} of 'Eligible'"
    assert f"{len(rows)} wards of other years count in no ward ({people}, " in said
    assert all(code in said for code in rows)
    assert not table.index.str.startswith("E05").any()


def renumbered(data: Path, year: int) -> tuple[str, dict[str, tuple[int, int]], str]:
    """A district with one ward's code changed for one of another year: the code, the rows, and the ward without one."""
    lookups = of_place(data, year, LEEDS)
    every = lookups.every_ward[lookups.every_ward["district"] == LEEDS]
    wards = lookups.areas.index[(lookups.areas["district"] == LEEDS) & (lookups.areas["level"] == "ward")]
    old = str(every.index[every["since"] == 2016][0])
    return old, {str(code): (40, 400) for code in [*wards[1:], old]}, str(wards[0])


@pytest.mark.parametrize("year", [2022, 2025])
def test_one_ward_of_another_year_is_listed_and_takes_nothing_from_the_district(data: Path, year: int) -> None:
    old, rows, lacking = renumbered(data, year)

    said, table = stored(data, rows, *PUBLISHED)

    assert (table.at[LEEDS, "numerator"], table.at[LEEDS, "denominator"]) == (40 * len(rows), 400 * len(rows))
    assert f"Leeds: 1 ward of another year counts in no ward (40 of 'Eligible', 400 of 'Pupils'): {old}." in said
    assert f"They are in the figure of Leeds. Its wards without a figure: {lacking}." in said
    assert table.loc[table.index.str.startswith("E05"), "numerator"].eq(40).all()
    assert len(table) == len(rows)


@pytest.mark.parametrize(("few", "told"), [(1, False), (40, True)])
def test_a_district_less_its_wards_tells_nothing_of_a_small_group_in_another_years_ward(
    data: Path, few: int, told: bool
) -> None:
    """All other Asian people of the district are in wards that are listed; the group of one is in no ward's figure."""
    old, wards, _ = renumbered(data, 2022)
    rows = dict.fromkeys(wards, (118, 45)) | {old: (30, few)}
    path = data.parent / "own.csv"
    lines = [f"{code},{white},{asian},{white + asian}" for code, (white, asian) in rows.items()]
    path.write_text("\n".join(["Code,White,Asian,All", *lines, ""]), "utf-8")
    groups = ("--characteristic", "race", "--groups", "White; Asian", "--base", "all", "--out-of", "All")

    status, said = new_indicator(data, "--from", str(path), *groups, "--rule", "survey")

    assert status == 0, said
    table = read.open_catalogue(data).observations("free-school-meals")
    asian = table[table["group"] == "asian"].set_index("area_code")["numerator"]
    listed = asian.drop(LEEDS, errors="ignore")
    all_shown = bool(len(listed) == len(rows) - 1 and listed.notna().all() and asian.notna().get(LEEDS, default=False))
    assert all_shown == told


@pytest.mark.parametrize(("few", "told"), [((3, 4), False), ((3, 400), True)])
def test_a_district_less_its_wards_tells_nothing_of_few_people_in_another_years_ward(
    data: Path, few: tuple[int, int], told: bool
) -> None:
    """All but four people of the district are in wards that are listed: then no reader may learn of the four."""
    old, rows, _ = renumbered(data, 2022)

    _, table = stored(data, rows | {old: few}, "--rule", "survey")

    assert len(table) == len(rows)
    assert table["denominator"].notna().all() == told
