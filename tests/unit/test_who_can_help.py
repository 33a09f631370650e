"""Who can help: the right contacts in the right order, whether each was checked, and words that stay words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from jsna.analysis.routes import around, who_can_help
from jsna.catalogue.telling import read_language, read_routes
from jsna.model.register.item import Place
from jsna.model.telling.found import WhoCanHelp
from jsna.model.telling.route import For, Route, Routes
from jsna.outputs.editions import Print
from jsna.outputs.who_can_help import Manner, as_html, markup
from jsna.words.routes import checked, read_out
from tests.unit.test_forms import HOSTILE, Page

DATA = Path(__file__).parents[2] / "data"
TODAY = date(2026, 11, 29)
ENGLISH, EASY = read_language(DATA, "en"), read_language(DATA, "en-easy")
AREAS = pd.DataFrame({
    "code": ["W1", "W2", "D1", "D2", "C1", "E92000001"],
    "level": ["ward", "ward", "district", "district", "county", "england"],
    "vintage": [2022, 2022, 2023, 2023, 2023, 2022],
    "district": ["D1", "D2", "D1", "D2", None, None],
    "county": ["C1", "C1", "C1", "C1", "C1", None],
    "region": [None] * 6,
}).set_index("code")  # fmt: skip


def a_route(slug: str, purpose: For = For.COMPLAIN, place: str = "", **given: object) -> Route:
    places = (Place(code=place, vintage="2023"),) if place else ()
    told = {"name": slug, "phone": "0300 061 0614", "does": "It helps.", "source": "https://example.org/contact"}
    return Route.model_validate({"id": slug, "purpose": purpose, "places": places, **told, **given})


FIRST = a_route("first", For.NOW, first=True, phone="999")


def found(*routes: Route, service: str = "", place: str = "W1", today: date = TODAY) -> WhoCanHelp:
    return who_can_help(Routes(check_every_months=6, routes=(FIRST, *routes)), service, around(AREAS, place), today)


def names(known: WhoCanHelp) -> list[str]:
    return [each.route.id for group in known.groups.values() for each in group]


def test_groups_stand_in_order_and_local_contacts_before_national_ones() -> None:
    known = found(
        a_route("watch", For.REGULATOR),
        a_route("all", For.NOW),
        a_route("advice", For.ADVOCACY),
        a_route("near", For.NOW, "C1"),
        a_route("complain"),
    )
    assert [each.route.id for each in known.first] == ["first"]
    assert names(known) == ["near", "all", "complain", "advice", "watch"]
    assert list(known.groups) == list(For)


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("W1", ["d1", "c1", "all"]),
        ("W2", ["d2", "c1", "all"]),
        ("D1", ["d1", "c1", "all"]),
        ("C1", ["d1", "d2", "c1", "all"]),
        ("E92000001", ["all"]),
    ],
)
def test_a_place_has_the_contacts_of_what_it_lies_in_and_of_what_lies_in_it(place: str, expected: list[str]) -> None:
    routes = [a_route("all"), a_route("d1", place="D1"), a_route("d2", place="D2"), a_route("c1", place="C1")]
    assert names(found(*routes, place=place)) == expected


def test_a_code_of_another_year_is_another_area() -> None:
    old = a_route("old", places=(Place(code="D1", vintage="2018"),))
    assert names(found(old, place="D1")) == []


def test_a_kind_of_service_has_its_own_contacts_and_those_for_all() -> None:
    routes = (a_route("all"), a_route("school", services=("school",)), a_route("gp", services=("gp",)))
    assert names(found(*routes, service="gp")) == ["all", "gp"]
    assert names(found(*routes)) == ["all", "school", "gp"]


def test_who_has_ended_is_not_shown_from_the_next_day_on() -> None:
    ending = a_route("ending", ends_on=TODAY)
    assert names(found(ending)) == ["ending"]
    assert names(found(ending, today=date(2026, 11, 30))) == []


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (None, "Not checked by Testshire yet."),
        (date(2026, 5, 29), "Checked on 29 May 2026 by A. Officer."),
        (date(2026, 5, 28), "Last checked on 28 May 2026: more than 6 months ago."),
    ],
)
def test_it_is_said_when_somebody_checked_a_contact(day: date | None, said: str) -> None:
    (each,) = found(a_route("a", checked_on=day, checked_by="A. Officer" if day else "")).groups[For.COMPLAIN]
    assert checked(each, ENGLISH, "Testshire", 6) == said


def test_a_number_is_a_link_whose_digits_can_be_read_out() -> None:
    assert read_out("01522 782155") == "0 1 5 2 2, 7 8 2 1 5 5"
    page = Page("".join(markup(found(a_route("a")), Manner(ENGLISH, "Testshire", {}))))
    links = {link["href"]: link.get("aria-label") for link in page.every("a")}
    assert links["tel:03000610614"] == "0300 061 0614: 0 3 0 0, 0 6 1, 0 6 1 4"
    assert links["https://example.org/contact"] == "Where this contact is from: a"
    assert [tag for tag, _ in page.tags if tag in ("h2", "h3")] == ["h2", "h3", "h2", "h3"]


def test_in_danger_the_numbers_stand_before_what_else_is_said_and_on_paper_nothing_is_folded_away() -> None:
    known = found(a_route("a"))
    page = "".join(markup(known, Manner(ENGLISH, "Testshire", {})))
    danger, rest = page.split("<details>")
    assert 'href="tel:999"' in danger
    assert "It helps." not in danger
    assert "It helps." in rest.split("</details>")[0]
    assert "<details" not in as_html(known, Manner(ENGLISH, "Testshire", {}), "All", TODAY, Print.NORMAL)


def test_words_of_another_language_are_marked_as_english_where_it_has_none() -> None:
    about = EASY.about.model_copy(update={"html_lang": "cy", "easy": False})
    manner = Manner(type(EASY)("cy", about, EASY.page, EASY.routes, EASY.paper), "Testshire", {})
    page = "".join(markup(found(a_route("a"), a_route("samaritans")), manner))
    assert '<h3 lang="en-GB">a</h3><p lang="en-GB">It helps.</p>' in page
    assert "<p>They listen to you. You can talk about anything.</p>" in page


@pytest.mark.parametrize("linked", [True, False])
def test_what_a_council_writes_is_text(linked: bool) -> None:
    words = {"hours": HOSTILE, "does_not": HOSTILE, "post": [HOSTILE], "source": HOSTILE, "name": HOSTILE}
    checks = {"checked_on": TODAY, "checked_by": HOSTILE}
    ways = [{"how": "text", "phone": "07700 900123", "note": HOSTILE}]
    hostile = a_route("a", place="C1", does=HOSTILE, ways=ways, **words, **checks)
    page = Page("".join(markup(found(hostile), Manner(ENGLISH, HOSTILE, {"C1": HOSTILE}, linked=linked))))
    assert {tag for tag, _ in page.tags} & {"script", "img"} == set()
    assert [name for _, given in page.tags for name in given if name.startswith("on")] == []
    assert "".join(page.words).count(HOSTILE) == 10 + linked


@pytest.mark.parametrize("edition", Print)
@pytest.mark.parametrize("language", [ENGLISH, EASY], ids=["en", "en-easy"])
def test_every_committed_contact_is_printed_with_its_number_and_that_nobody_checked_it(edition, language) -> None:
    routes = read_routes(DATA)
    everywhere = [place for route in routes.routes for place in route.places]
    known = who_can_help(routes, "", everywhere, TODAY)
    page = as_html(known, Manner(language, "Testshire", {}), "Anything", TODAY, edition)
    assert [route.id for route in routes.routes if route.phone and route.phone not in page] == []
    assert page.count(language.routes.never.format(council="Testshire")) == len(routes.routes)
    assert Page(page).every("a") == []
    assert page.index("999") < page.index(language.routes.groups.now.title)
