"""The page on who has not been heard: wards and groups that nobody asked, and what the public may know of the rest."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from jsna.model.register.conversation import Reached
from jsna.model.register.item import Place
from jsna.register.opening import open_register
from jsna.settings import LOCAL_VARIABLE, Settings
from tests.pages.conftest import OpenPage, own_register, tables
from tests.pages.test_pages import sentences
from tests.register.making import OFFICER, a_conversation

PAGE = "pages/listen/heard.py"
TWO_WARDS = (Place(code="E05009888", vintage="2022"), Place(code="E05010784", vintage="2022"))


@pytest.fixture
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    own_register(tmp_path, monkeypatch)
    monkeypatch.setenv(LOCAL_VARIABLE, "yes")
    return open_register(Settings.read())


def by_sex(**people: int) -> tuple[Reached, ...]:
    return tuple(Reached(characteristic="sex", group=group, people=number) for group, number in people.items())


def test_where_nothing_is_recorded_nobody_was_asked_which_is_no_rate(open_page: OpenPage, register) -> None:
    page = open_page(PAGE, by="sex")
    assert sentences(page)[0] == "No conversation is recorded in Lincolnshire: nobody has been asked."
    assert set(tables(page)[-1]["People reached"]) == {"–"}


def test_groups_and_wards_are_compared_with_who_lives_there(open_page: OpenPage, register) -> None:
    register.save(
        OFFICER,
        a_conversation(people=60, first_time=15, groups=by_sex(female=50, male=10)),
        a_conversation(people=20, places=TWO_WARDS, groups=by_sex(female=5)),
    )
    page = open_page(PAGE, by="sex")
    groups, wards = tables(page)
    assert list(groups["Asked"]) == ["2 times", "once"]
    assert list(groups["How it compares"]) == ["over-represented", "under-represented"]
    assert "15 of 60 people" in str([text.value for text in page.markdown])
    assert set(wards["Asked"]) == {"nobody asked"}
    assert any("1 conversation was held in several wards" in text.value for text in page.markdown)
    last = tables(open_page(PAGE, by="sex", page="14"))[-1]
    assert last.loc["Mablethorpe (East Lindsey)", "People reached"].startswith("60 of 8,214 people (7.3 of 1,000")


def test_the_public_sees_a_finished_year_with_few_people_withheld(
    open_page: OpenPage, register, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = datetime.now(UTC)
    register.now = lambda: datetime(today.year - 1, 6, 1, tzinfo=UTC)
    last_year = date(today.year - 1, 5, 1)
    register.save(
        OFFICER, a_conversation(held_on=last_year, people=60, first_time=57, groups=by_sex(female=52, male=8))
    )
    register.now = lambda: today
    register.save(OFFICER, a_conversation(held_on=today.date(), groups=by_sex(female=30, male=30)))
    monkeypatch.delenv(LOCAL_VARIABLE)
    page = open_page(PAGE, by="sex")
    groups = tables(page)[0]
    assert f"in {today.year - 1}; in 156 of 157 wards nobody was asked" in sentences(page)[0]
    assert list(groups["People reached"]) == ["withheld", "withheld"]
    assert "Asked" not in groups
    assert "People reached" not in tables(page)[-1]
    assert any("too few to show" in text.value for text in page.markdown)


def test_the_public_chooses_a_finished_year_and_the_link_names_it(
    open_page: OpenPage, register, monkeypatch: pytest.MonkeyPatch
) -> None:
    this = datetime.now(UTC).year
    for year, women in ((this - 3, 40), (this - 1, 70), (this, 90)):
        register.now = lambda year=year: datetime(year, 1, 6, tzinfo=UTC)
        register.save(OFFICER, a_conversation(held_on=date(year, 1, 5), groups=by_sex(female=women, male=30)))
    register.save(OFFICER, a_conversation(held_on=date(1999, 1, 5), groups=by_sex(female=5)))
    monkeypatch.delenv(LOCAL_VARIABLE)

    page = open_page(PAGE, by="sex", year=str(this - 3))
    (when,) = [each for each in page.selectbox if each.label == "When"]
    assert when.options == [str(this - 1), str(this - 2), str(this - 3)]
    assert tables(page)[0]["People reached"].iloc[0] == "40"
    when.select(str(this - 2)).run()
    assert f"No conversation is recorded in Lincolnshire in {this - 2}" in sentences(page)[0]
    assert page.query_params["year"] == str(this - 2)

    for asked in (str(this), "1999", "all"):
        unfinished = open_page(PAGE, by="sex", year=asked)
        assert tables(unfinished)[0]["People reached"].iloc[0] == "70"


def test_people_with_a_role_see_one_year_or_everything(open_page: OpenPage, register) -> None:
    year = datetime.now(UTC).year
    register.save(OFFICER, a_conversation(held_on=date(year - 1, 1, 5), groups=by_sex(female=4)))
    assert tables(open_page(PAGE, by="sex"))[0]["People reached"].iloc[0] == "4"
    assert f"in {year - 1}: nobody was asked" in sentences(open_page(PAGE, by="sex", year=str(year - 1)))[0]


TRAFFORD = "E08000009"
#: Brooklands has another code in each list and the same ground; each Gorse Hill lies in several of the other.
BROOKLANDS, GORSE_HILL = {2022: "E05000823", 2025: "E05015243"}, {2022: "E05000829", 2025: "E05015247"}


@pytest.mark.parametrize(
    ("shown", "recorded", "lists"),
    [(2025, 2022, ("December 2022", "May 2025")), (2022, 2025, ("May 2025", "December 2022"))],
)
def test_what_was_recorded_in_a_ward_of_the_other_list_counts_where_that_ward_lies_whole(
    open_page: OpenPage, register, shown: int, recorded: int, lists: tuple[str, str]
) -> None:
    for wards in (BROOKLANDS, GORSE_HILL):
        place = Place(code=wards[recorded], vintage=str(recorded))
        register.save(OFFICER, a_conversation(people=20, places=(place,), groups=by_sex(female=12)))
    register.save(OFFICER, a_conversation(people=10, places=(Place(code=BROOKLANDS[shown], vintage=str(shown)),)))

    page = open_page(PAGE, area=TRAFFORD, wards=str(shown), by="sex")

    assert sentences(page)[0].startswith("3 conversations are recorded in Trafford; in 20 of 21 wards nobody was asked")
    last = tables(open_page(PAGE, area=TRAFFORD, wards=str(shown), by="sex", page="2"))[-1]
    (brooklands,) = last.index[last.index.str.startswith("Brooklands")]
    assert last.loc[brooklands, "Asked"] == "2 times"
    assert last.loc[brooklands, "People reached"].startswith("30 of ")
    said = (
        f"1 conversation was in a ward of {lists[0]} that lies in several wards of {lists[1]}. "
        "It counts for Trafford and for no ward."
    )
    assert said in [text.value for text in page.markdown]
    assert not any("several wards at once" in text.value for text in page.markdown)
    assert tables(page)[0]["People reached"].iloc[0] == "24"
