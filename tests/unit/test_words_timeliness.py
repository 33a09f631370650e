"""How old a figure is, in words: its age, its tense, the events it predates, and how far its people have moved."""

from __future__ import annotations

from datetime import date

import pytest

from jsna.catalogue.read import Catalogue
from jsna.model.event import Event
from jsna.model.indicator import Group
from jsna.model.population import PopulationChange
from jsna.words import sentences, timeliness
from tests import making
from tests.unit.test_words import a_figure, spaced

CENSUS, TODAY = date(2021, 3, 21), date(2026, 11, 24)


def an_event(**changes: object) -> Event:
    usual = {
        "slug": "ukraine", "title": "War in Ukraine", "said": "the war in Ukraine", "start": "2022-02-24",
        "summary": "Russia invaded Ukraine, and people came.", "topics": ["population"],
        "source": "Home Office", "url": "https://www.gov.uk/",
    }  # fmt: skip
    return Event.model_validate({**usual, **changes})


COVID = an_event(slug="covid", title="Covid", said="", start="2020-03-23", end="2022-02-24")


def test_a_figure_carries_its_date_and_its_age() -> None:
    assert timeliness.dated(CENSUS, TODAY) == "21 March 2021 (5 years old)"
    assert timeliness.dated(date(2027, 1, 1), TODAY) == "1 January 2027 (in the future)"


def test_events_are_named_as_before_and_during() -> None:
    events = (COVID, an_event(), an_event(slug="later", title="Later", said="", start="2022-10-01"))

    assert timeliness.taken_before(CENSUS, events) == "Collected during Covid, before the war in Ukraine and Later."
    assert timeliness.taken_before(date(2025, 1, 1), events) == ""


@pytest.mark.parametrize(
    ("says", "said"),
    [
        ("are disabled and limited a lot", "were disabled and limited a lot"),
        ("cannot speak English well or at all", "could not speak English well or at all"),
        ("have another main language and speak English well", "had another main language and spoke English well"),
        ("have never worked or are long-term unemployed", "had never worked or were long-term unemployed"),
        ("are or were employers or work for themselves", "were or had been employers or worked for themselves"),
        ("work or last worked in routine occupations", "worked or had last worked in routine occupations"),
        ("rent from a council or housing association", "rented from a council or housing association"),
        ("say they are British only", "said they were British only"),
        ("were born in Africa", "were born in Africa"),
        ("arrived before 2011", "arrived before 2011"),
    ],
)  # fmt: skip
def test_predicates_have_a_past_tense(says: str, said: str) -> None:
    assert timeliness.predicate(Group(label="Some", says=says), past=True) == said
    assert timeliness.predicate(Group(label="Some", says=says), past=False) == says


def test_every_predicate_of_the_shipped_data_has_a_past_tense(catalogue: Catalogue) -> None:
    groups = [group for indicator in catalogue.indicators.values() for group in indicator.groups.values()]
    gone = {timeliness.predicate(group, past=True).split()[0] for group in groups}

    assert gone <= {*timeliness.PAST.values(), "could", "arrived"}


def test_a_group_may_give_its_own_past_tense() -> None:
    assert timeliness.predicate(Group(label="S", says="swim", said="swam"), past=True) == "swam"


def test_past_its_half_life_the_sentence_is_in_the_past() -> None:
    old = making.indicator(half_life_years=5)

    assert spaced(sentences.of_figure(a_figure(), old, old.groups["disabled"], TODAY)) == (
        "In Mablethorpe 2,837 of 8,210 people (34.6%) were disabled, twice England's 17.3%: "
        "about 1,416 more than England's rate would have given."
    )
    assert timeliness.stale_note(old, TODAY) == "Out of date: treat with care."


def test_until_then_it_is_in_the_present() -> None:
    fresh = making.indicator(half_life_years=6)

    assert " are disabled" in sentences.of_figure(a_figure(), fresh, fresh.groups["disabled"], TODAY)
    assert timeliness.stale_note(fresh, TODAY) == ""


def test_population_is_said_to_have_moved_or_not_to_be_known() -> None:
    moved = PopulationChange("Mablethorpe", CENSUS, 8210, date(2024, 6, 30), 8005, "the council")

    assert spaced(timeliness.population_line(moved, TODAY)) == (
        "8,210 people lived in Mablethorpe on 21 March 2021, and 8,005 on 30 June 2024 (−205, −2.5%). "
        "Source: the council."
    )
    estimated = PopulationChange("Mablethorpe", CENSUS, 8210, date(2022, 6, 30), 8271, "the Ministry", estimated=True)
    assert "and about 8,271 on 30 June 2022 (+61, +0.7%). This is an estimate from small areas." in spaced(
        timeliness.population_line(estimated, TODAY)
    )
    assert timeliness.population_line(PopulationChange("Mablethorpe", CENSUS, 8210), TODAY).startswith(
        "8,210 people lived in Mablethorpe on 21 March 2021 (5 years old). We have no newer figure"
    )
