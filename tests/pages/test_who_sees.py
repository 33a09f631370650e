"""A figure that is not for everybody: every way out is asked for it, by those who may see it and by others."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from jsna import notebook
from jsna.catalogue.read import Catalogue, open_catalogue
from jsna.catalogue.uses import as_toml
from jsna.errors import JsnaError
from jsna.ingest.records import collection
from jsna.model.register.person import ANYBODY, OWN_MACHINE, Person, Right, Role
from jsna.model.selection import Selection
from jsna.model.use import Use
from jsna.outputs.comparison import comparison_csv
from jsna.ui import data, navigation, register
from jsna.ui.signed_in import Reader
from tests import making
from tests.faults.test_records_forgotten import MAPPING
from tests.pages.conftest import OpenPage

#: In titles of what is hidden and in the name of a broken file; and in the names of the hidden files. Nowhere else.
WORD, SLUG = "Quagga", "zebras"
PLACE, WARD = "E07000137", "E05009888"
LINK = {"area": PLACE, "ward": WARD, "indicator": SLUG, "group": "yes", "characteristic": "everyone"}
MODERATOR = Person("Mo", frozenset({Role.MODERATOR}))
PEOPLE = {
    "anybody": (ANYBODY, False),
    "signed in": (Person("Vi"), False),
    "contributor": (Person("Ann", frozenset({Role.CONTRIBUTOR})), False),
    "too long ago": (Person("Mo", frozenset({Role.MODERATOR}), lapsed=frozenset(Right) - {Right.READ}), False),
    "moderator": (MODERATOR, True),
    "own machine": (OWN_MACHINE, True),
}
PAGES = navigation.page_files(Path(__file__).parents[2] / "pages")


@pytest.fixture(scope="module")
def folder(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a collection for moderators, own figures for them over two years, and a decision on both."""
    beside = tmp_path_factory.mktemp("hidden")
    made = shutil.copytree(checkout / "data", beside / "data")
    rows = [
        (ward, ethnic, sex, answer)
        for ward in (WARD, "E05009876")
        for ethnic in ("White", "Indian")
        for sex in ("F", "M")
        for answer in ("yes", "yes", "no")
        for _ in range(12)
    ]
    pd.DataFrame(rows, columns=["Ward", "Ethnic origin", "Sex", "Q1"]).to_csv(beside / "replies.csv", index=False)
    said = MAPPING.replace("voices", SLUG).replace("library", WORD).replace('"public"', '["moderator"]')
    (beside / "map.toml").write_text(said, "utf-8")
    collection.ingest(str(beside / "replies.csv"), beside / "map.toml", made)
    own = making.indicator(slug="zebras-own", topic="local", title=f"{WORD} owners", who_sees=["moderator"])
    years = [(WARD, "2021", 300, 1000), (WARD, "2022", 900, 1000), ("E92000001", "2022", 2000, 10000)]
    columns = ("area_code", "period", "numerator", "denominator")
    making.write(made, own, making.observations(years, columns, characteristic="disability", group="disabled"))
    broken = made / "indicators/local/quagga-broken.toml"
    broken.write_text('title = "no indicator"', encoding="utf-8")
    use = Use(
        decision="Fund a second bus.",
        changed="There is a bus.",
        date=date(2026, 9, 15),
        body="The Board",
        datasets=(SLUG, "zebras-own"),
    )
    (made / "uses.toml").write_text(as_toml(use), encoding="utf-8")
    return made


@pytest.fixture
def as_person(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a function that makes somebody the reader of every page from now on."""
    monkeypatch.setenv("JSNA_DATA", str(folder))

    def become(person: Person) -> None:
        monkeypatch.setattr(register, "_reader", lambda: Reader(person, person.name))

    return become


def everything_on(page: Any) -> str:
    """All that was sent to the browser, downloads apart: those are made when they are asked for."""
    return "\n".join(str(getattr(node, "proto", "")) for node in page._tree)


OWN = {"indicator": "zebras-own", "group": "disabled", "characteristic": "disability"}
REPLIES = {"collection": f"{SLUG}-replies-by-sex", "where": PLACE}
#: Pages that show the hidden figures to those who may see them.
SHOWING = {
    "explore/area": LINK,
    "explore/map": LINK,
    "explore/trends": LINK | OWN,
    "explore/compare": LINK,
    "equality/coverage": LINK,
    "equality/use_log": LINK,
    "equality/who_is_missing": LINK | REPLIES,
    "about/sources": LINK,
}


def test_no_page_shows_a_hidden_figure_to_those_who_may_not_see_it(open_page: OpenPage, as_person: Any) -> None:
    as_person(ANYBODY)
    for file in PAGES:
        page = f"{file.section}/{file.path.stem}"
        asked = everything_on(open_page(f"pages/{page}.py", **(SHOWING.get(page, LINK) | REPLIES)))
        # What the link itself says may be repeated; without it, nothing knows the names either.
        unasked = everything_on(open_page(f"pages/{page}.py", area=PLACE, ward=WARD))
        assert (page, WORD.casefold() in f"{asked}{unasked}".casefold(), SLUG in unasked) == (page, False, False)


@pytest.mark.parametrize("page", SHOWING)
def test_those_who_may_see_it_do(open_page: OpenPage, as_person: Any, page: str) -> None:
    as_person(MODERATOR)
    assert WORD in everything_on(open_page(f"pages/{page}.py", **SHOWING[page]))


@pytest.mark.parametrize("who", PEOPLE)
def test_who_sees_a_figure_is_said_once_for_the_whole_catalogue(folder: Path, who: str) -> None:
    person, may = PEOPLE[who]
    seen = open_catalogue(folder).seen_by(person)
    assert (SLUG in seen.indicators, "zebras-own" in seen.indicators) == (may, may)
    assert "disabled-people" in seen.indicators
    assert any(WORD.casefold() in str(problem) for problem in seen.problems) is person.may(Right.ADD_FIGURES)


def test_a_link_to_a_hidden_figure_reads_like_one_that_does_not_exist(open_page: OpenPage, as_person: Any) -> None:
    as_person(ANYBODY)
    asked = [{**LINK, "indicator": slug, "group": "disabled"} for slug in (SLUG, "nosuch")]
    said = [
        [box.value.replace(each["indicator"], "…") for box in open_page("pages/explore/map.py", **each).warning]
        for each in asked
    ]
    assert said[0] == said[1] != []


def test_downloads_notebook_and_reads_by_name_obey(folder: Path, as_person: Any) -> None:
    view = Selection(area=PLACE, characteristic="everyone", indicator=SLUG, group="yes", ward=WARD)
    as_person(MODERATOR)
    kept = data.compare(view)
    assert b"Not public: for moderators" in comparison_csv(kept, "release", 2022)
    as_person(ANYBODY)
    missing: list[str] = []
    for slug in (SLUG, "nosuch"):
        for read in (
            lambda slug=slug: data.compare(Selection(area=PLACE, indicator=slug, group="yes")),
            lambda slug=slug: data.catalogue().figures(slug),
            lambda slug=slug: data.catalogue().indicators[slug],
            lambda slug=slug: notebook.compare(notebook.open_data(folder), slug),
        ):
            with pytest.raises(JsnaError) as refused:
                read()
            missing.append(str(refused.value).replace(slug, "…"))
    assert missing[:4] == missing[4:]
    assert SLUG in notebook.open_data(folder, roles=["moderator"]).indicators
    assert SLUG not in notebook.open_data(folder, roles=["contributor"]).indicators
    rows = data.ward_profile(WARD, view.baseline)
    assert WORD not in json.dumps([str(row) for row in rows])
    assert not any(WORD in str(item) for item in data.place_highlights(PLACE))


def test_people_who_may_see_the_same_share_one_catalogue(folder: Path) -> None:
    whole: Catalogue = open_catalogue(folder)
    assert whole.seen_by(ANYBODY) is whole.seen_by(Person("Vi"))
    assert whole.seen_by(MODERATOR) is whole
    # Figures stay shared: another view of the same folder holds nothing twice.
    assert whole.seen_by(ANYBODY).figures("disabled-people") is whole.figures("disabled-people")


@pytest.mark.parametrize(
    ("given", "kept"),
    [({}, "public"), ({"who_sees": "signed in"}, "signed in"), ({"who_sees": ["administrator"]}, ("administrator",))],
)
def test_figures_are_public_unless_they_say_otherwise_and_collections_are_not(given: dict, kept: object) -> None:
    assert making.indicator(**given).audience == kept
    card = {"why": "To see.", "lawful_basis": "Public task", "smallest_group": 10}
    assert making.indicator(purpose=card).audience == "signed in"
    assert making.indicator(purpose=card | given).audience == (kept if given else "signed in")


@pytest.mark.parametrize(
    "wrong", ["The library service, as counts", [], ["viewer"], ["moderator", "x"], "moderator", 1]
)
def test_what_names_nobody_is_refused(wrong: object) -> None:
    with pytest.raises(ValueError, match="whether they may see it"):
        making.indicator(who_sees=wrong)
    with pytest.raises(ValueError, match=r"within \[purpose\] only"):
        making.indicator(
            who_sees="public", purpose={"why": "To see.", "lawful_basis": "Public task", "smallest_group": 10}
        )
