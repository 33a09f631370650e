"""What has happened since a figure was taken: which events touch which area, populations, and the timeline."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from jsna.analysis import timeliness
from jsna.catalogue.read import Catalogue, open_catalogue
from jsna.figures import timeline
from jsna.model.area import ENGLAND
from jsna.model.event import Event
from tests import making
from tests.unit import catalogue_files
from tests.unit.test_words_timeliness import COVID, TODAY, an_event

NORTH, SOUTH, DISTRICT, REGION = "E05000001", "E05000002", "E07000001", "E12000001"


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    return open_catalogue(catalogue_files.folder(tmp_path))


def local(code: str) -> Event:
    return an_event(slug="closure", title="A site closed", level="ward", areas=[code], topics=["health"])


def with_population(catalogue: Catalogue, slug: str, day: str, counted: str) -> Catalogue:
    """The catalogue with one more indicator of populations; ``counted`` is the ward North's."""
    changes = {"reference_date": day, "characteristic": "everyone", "groups": ["people"]}
    figures = making.observations([(NORTH, 1, int(counted))], characteristic="everyone", group="people")
    making.write(catalogue.data, making.indicator(slug=slug, topic="population", **changes), figures)
    return open_catalogue(catalogue.data)


def test_a_national_event_touches_every_area(catalogue: Catalogue) -> None:
    opened = replace(catalogue, events=(an_event(),))

    assert [timeliness.events_of(opened, code) for code in (NORTH, ENGLAND)] == [(an_event(),)] * 2


def test_a_local_event_touches_its_wards_and_what_holds_them_but_no_other(catalogue: Catalogue) -> None:
    opened = replace(catalogue, events=(local(NORTH),))

    assert [bool(timeliness.events_of(opened, code)) for code in (NORTH, SOUTH, DISTRICT, REGION, ENGLAND)] == [
        True, False, True, True, True,
    ]  # fmt: skip


def test_an_event_of_a_district_touches_its_wards(catalogue: Catalogue) -> None:
    assert timeliness.events_of(replace(catalogue, events=(local(DISTRICT),)), SOUTH) == (local(DISTRICT),)


def test_a_figure_predates_only_later_events_of_its_own_topic(catalogue: Catalogue) -> None:
    before = an_event(slug="before", start="2010-01-01")
    opened = replace(catalogue, events=(before, COVID, an_event(), local(NORTH)))

    assert timeliness.events_since(opened, making.indicator(topic="population"), NORTH) == (COVID, an_event())
    assert timeliness.events_since(opened, making.indicator(topic="health"), NORTH) == (local(NORTH),)
    assert timeliness.events_since(opened, making.indicator(topic="health"), SOUTH) == ()


def test_without_newer_populations_only_the_census_is_known(catalogue: Catalogue) -> None:
    only = with_population(catalogue, "census", "2021-03-21", "1000")

    change = timeliness.population_change(only, NORTH)

    assert change is not None
    assert (change.counted, change.newer) == (1000, None)
    assert timeliness.population_change(only, SOUTH) is None


def test_the_newest_population_after_the_census_is_set_against_it(catalogue: Catalogue) -> None:
    found = catalogue
    for slug, day, counted in [
        ("census", "2021-03-21", "1000"),
        ("mid-a", "2023-06-30", "1100"),
        ("mid-b", "2024-06-30", "1200"),
    ]:
        found = with_population(found, slug, day, counted)

    change = timeliness.population_change(found, NORTH)

    assert change is not None
    assert (change.counted, change.newer_date, change.newer) == (1000, date(2024, 6, 30), 1200)


def test_people_of_some_ages_are_not_everybody() -> None:
    bases = ["all usual residents", "all usual residents, mid-2020", "all usual residents aged 16 and over"]

    assert [timeliness.counts_everybody(making.indicator(base=base)) for base in bases] == [True, True, False]


def test_the_timeline_is_a_table_in_order_of_time_and_a_chart_of_the_same() -> None:
    indicators = [making.indicator(), making.indicator(title="Age", half_life_years=5)]

    table = timeline.timeline_table(indicators, [COVID, an_event()], TODAY)
    chart = timeline.timeline(indicators, [COVID, an_event()], TODAY)

    assert table["When"].tolist() == [
        "23 March 2020 to 24 February 2022", "21 March 2021 (5 years old)", "24 February 2022",
    ]  # fmt: skip
    assert table["What"].tolist() == ["Event: Covid", "Figures: Disabled people, and 1 more", "Event: War in Ukraine"]
    assert table["About it"][1] == "Out of date: Age."
    assert [trace["name"] for trace in chart["data"] if trace["showlegend"]] == ["Event", "Figures, some out of date"]
    assert "Since the newest figure: War in Ukraine" in timeline.timeline_in_words(
        indicators, [COVID, an_event()], TODAY
    )
