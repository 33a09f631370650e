"""Census shares carried forward: made-up newer totals in a folder of three wards."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from jsna.analysis.nowcast import nowcast, nowcasts
from jsna.catalogue.read import Catalogue, open_catalogue
from jsna.errors import NotAvailable
from jsna.figures.nowcast import nowcast_table
from jsna.model.observations import COUNTS
from tests import making
from tests.unit import catalogue_files
from tests.unit.test_words import spaced

NORTH, SOUTH, DISTRICT = "E05000001", "E05000002", "E07000001"
TODAY = date(2026, 11, 24)

RATES = {
    "group": "ill",
    "profile": "ages",
    "source": "Testshire",
    "rates": [
        {"bands": ["young"], "female": 0.1, "male": 0.1},
        {"bands": ["old"], "female": 0.3, "male": 0.3},
    ],
}


def described(day: str, groups: list[str], level: str = "ward", **more: object) -> dict[str, object]:
    """What is known of an indicator of everybody, of one day."""
    return {"reference_date": day, "groups": groups, "lowest_level": level, "characteristic": "everyone", **more}


def add(data: Path, topic: str, slug: str, known: dict[str, object], rows: list[str]) -> None:
    """Write an indicator; a row is ``area,group,n,N``."""
    figures = making.observations(
        [(area, group, int(n), int(base)) for area, group, n, base in (row.split(",") for row in rows)],
        ("area_code", "group", *COUNTS),
        characteristic="everyone",
    )
    making.write(data, making.indicator(slug=slug, topic=topic, **known), figures)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The census: in North 20 of 100 are ill, in South 10 of 100, and everyone's age."""
    folder = catalogue_files.folder(tmp_path)
    census = described("2021-03-21", ["ill"], allowing_for_age=RATES)
    add(folder, "health", "ill", census, [f"{NORTH},ill,20,100", f"{SOUTH},ill,10,100"])
    ages = [f"{NORTH},young,50,100", f"{NORTH},old,50,100", f"{SOUTH},young,100,100", f"{SOUTH},old,0,100"]
    add(folder, "population", "ages", described("2021-03-21", ["young", "old"]), ages)
    return folder


def newer_ages(data: Path) -> Catalogue:
    rows = [f"{NORTH},young,40,120", f"{NORTH},old,80,120", f"{SOUTH},young,100,100", f"{SOUTH},old,0,100"]
    add(data, "population", "ages-new", described("2025-06-30", ["young", "old"]), rows)
    return open_catalogue(data)


def newer_total(data: Path, share: str = "44,220") -> Catalogue:
    add(data, "health", "ill-new", described("2025-06-30", ["ill"], level="district"), [f"{DISTRICT},ill,{share}"])
    return open_catalogue(data)


def test_without_newer_populations_nothing_is_carried_forward(data: Path) -> None:
    found, reasons = nowcasts(open_catalogue(data), NORTH, TODAY)

    assert found == []
    assert reasons == [
        "No newer ward population is loaded, so there is nothing to fit the census to: nothing is carried forward."
    ]


def test_rates_by_age_are_kept_and_the_ages_are_the_newer_ones(data: Path) -> None:
    found = nowcast(newer_ages(data), "ill", "ill", NORTH, TODAY)

    assert found.fitted.numerator == pytest.approx(40 * 0.1 + 80 * 0.3)
    assert found.fitted.value == pytest.approx(28 / 120)
    assert (found.by_age, found.to_group_total) == (True, False)
    assert (found.counted.numerator, found.counted.denominator) == (20, 100)


def test_ages_of_another_year_give_the_shape_where_the_census_has_none(data: Path) -> None:
    ages = [f"{NORTH},young,30,60", f"{NORTH},old,30,60", f"{SOUTH},young,90,90", f"{SOUTH},old,0,90"]
    add(data, "population", "ages", described("2020-06-30", ["young", "old"]), ages)

    assert nowcast(newer_ages(data), "ill", "ill", NORTH, TODAY).fitted.numerator == pytest.approx(28)


def test_the_newer_total_of_the_group_is_met_and_the_census_odds_ratio_stays(data: Path) -> None:
    add(
        data,
        "population",
        "people-new",
        described("2025-06-30", ["all"]),
        [f"{NORTH},all,120,120", f"{SOUTH},all,100,100"],
    )
    catalogue = newer_total(data)

    north, south = (nowcast(catalogue, "ill", "ill", ward, TODAY).fitted for ward in (NORTH, SOUTH))

    assert north.numerator + south.numerator == pytest.approx(44)
    odds = [each.value / (1 - each.value) for each in (north, south)]
    assert odds[0] / odds[1] == pytest.approx((20 / 80) / (10 / 90))


def test_ages_and_the_newer_total_are_both_fitted_to(data: Path) -> None:
    newer_ages(data)

    found = nowcast(newer_total(data), "ill", "ill", NORTH, TODAY)

    assert (found.by_age, found.to_group_total) == (True, True)
    assert [item.slug for item in found.margins] == ["ages-new", "ill-new"]


def test_the_interval_is_wider_than_the_census_and_widens_with_the_years(data: Path) -> None:
    catalogue = newer_ages(data)

    now, later = (nowcast(catalogue, "ill", "ill", NORTH, day) for day in (TODAY, date(2036, 11, 24)))

    assert later.fitted.value == now.fitted.value
    assert later.fitted.upper - later.fitted.lower > now.fitted.upper - now.fitted.lower
    assert now.fitted.upper - now.fitted.lower > now.counted.upper - now.counted.lower


def test_with_populations_alone_the_share_stays_as_it_was_counted_and_that_is_said(data: Path) -> None:
    add(data, "population", "people-new", described("2025-06-30", ["all"]), [f"{NORTH},all,120,120"])

    found = nowcast(open_catalogue(data), "ill", "ill", NORTH, TODAY)

    assert (found.fitted.numerator, found.fitted.value) == (pytest.approx(24), pytest.approx(0.2))
    assert (found.by_age, found.to_group_total) == (False, False)
    assert "newer number of people, as if the share had not changed" in nowcast_table([found])["Rests on"][0]


def test_a_newer_figure_that_is_published_is_never_modelled(data: Path) -> None:
    with pytest.raises(NotAvailable, match="a newer figure is published for this ward"):
        nowcast(newer_ages(data), "ages", "young", NORTH, TODAY)


def test_a_newer_table_that_leaves_the_ward_out_is_not_pointed_to(data: Path) -> None:
    add(data, "health", "ill-new", described("2025-06-30", ["ill"]), [f"{SOUTH},ill,10,100"])

    assert nowcast(newer_ages(data), "ill", "ill", NORTH, TODAY).by_age
    with pytest.raises(NotAvailable, match="for this ward"):
        nowcast(newer_ages(data), "ill", "ill", SOUTH, TODAY)


def test_a_ward_without_a_count_or_newer_people_has_none(data: Path) -> None:
    with pytest.raises(NotAvailable, match="Tiny has no count"):
        nowcast(newer_ages(data), "ill", "ill", "E05000003", TODAY)


def test_a_ward_without_people_of_every_age_has_none(data: Path) -> None:
    nobody = [f"{NORTH},young,0,100", f"{NORTH},old,0,100", f"{SOUTH},young,100,100", f"{SOUTH},old,0,100"]
    add(data, "population", "ages", described("2021-03-21", ["young", "old"]), nobody)

    with pytest.raises(NotAvailable, match="North has no people by age"):
        nowcast(newer_ages(data), "ill", "ill", NORTH, TODAY)


def test_it_is_always_called_modelled_and_stands_beside_the_count(data: Path) -> None:
    found = nowcast(newer_ages(data), "ill", "ill", NORTH, TODAY)

    assert spaced(nowcast_table([found])["Modelled"][0]) == "about 28 of 120 (23.3%), 30 June 2025"
    assert spaced(nowcast_table([found])["Counted"][0]) == "20 of 100 (20.0%), 21 March 2021"
    assert "as if the rate at each age had not changed" in nowcast_table([found])["Rests on"][0]
