"""What has changed since the release that a link pins: said on the page, in words and a table, when it is asked for."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from jsna.catalogue import release
from jsna.settings import DATA_VARIABLE, STATE_VARIABLE
from jsna.ui import data as reads
from tests import making
from tests.pages.conftest import OpenPage, tables, turning

MAP, HOME, AREA, SOURCES = (
    "pages/explore/map.py", "pages/explore/home.py", "pages/explore/area.py", "pages/about/sources.py"
)  # fmt: skip
DISTRICT, OTHER = "E07000137", "E07000138"
VISITS = {"area": "E10000019", "indicator": "visits", "characteristic": "everyone"}
ASKED = {"changes": "yes"}


@pytest.fixture
def data(checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with figures of a council in it, and a state of its own."""
    folder = tmp_path / "data"
    shutil.copytree(checkout / "data", folder)
    monkeypatch.setenv(DATA_VARIABLE, str(folder))
    monkeypatch.setenv(STATE_VARIABLE, str(tmp_path / "state"))
    counted(folder, {DISTRICT: 600, OTHER: 500})
    release.commit_release(folder, {})
    return folder


def counted(data: Path, numerators: Mapping[str, int], period: str = "2024", **changes: object) -> None:
    """Write the council's figures of some areas, out of 1,000 each."""
    usual = {"slug": "visits", "topic": "local", "title": "Visits", "characteristic": "everyone"}
    made = making.indicator(**{**usual, "lowest_level": "district", "groups": ["yes"], **changes})
    rows = [(code, number, 1000) for code, number in numerators.items()]
    same = {"period": period, "characteristic": "everyone", "group": "yes"}
    making.write(data, made, making.observations(rows, **same))


def first_release(open_page: OpenPage) -> dict[str, str]:
    """Freeze the data folder as it is, and return what a link pins it by."""
    open_page(MAP, **VISITS)
    return {"release": reads.release()}


def said(page: AppTest) -> str:
    return " ".join(text.value for text in page.markdown)


def changed(page: AppTest) -> dict[str, list[str]]:
    """Return the rows of the table of changes, by their names; none where it is not there."""
    found = [each for each in tables(page) if "Then" in each.columns]
    return {str(name): list(map(str, cells)) for each in found for name, *cells in each.itertuples()}


def test_the_map_says_which_areas_changed_and_only_when_asked(open_page: OpenPage, data: Path) -> None:
    link = first_release(open_page)
    counted(data, {DISTRICT: 700, OTHER: 510}, period="2025")

    page = open_page(MAP, **VISITS, **link)
    assert changed(page) == {}
    page.checkbox(key="jsna.page.changes").check().run()

    assert (
        "Of 7 districts, 2 have another figure in today’s release, by at most 10.0\N{NO-BREAK SPACE}points, because "
        "the figures are of a new period \\(2025 instead of 2024\\)."
    ) in said(page)
    assert list(changed(page)) == ["East Lindsey", "Lincoln"]
    assert changed(page)["East Lindsey"][:2] == ["600 of 1,000 (60.0%)", "700 of 1,000 (70.0%)"]
    assert dict(page.query_params)["changes"] == "yes"

    page.button(key="jsna.today").click().run()

    assert dict(page.query_params).keys().isdisjoint({"release", "changes"})
    assert changed(page) == {}


def test_a_view_in_which_nothing_changed_says_so_and_leads_to_todays(open_page: OpenPage, data: Path) -> None:
    link = first_release(open_page)
    counted(data, {DISTRICT: 700, OTHER: 500})

    page = open_page(MAP, area="E10000019", indicator="cars", characteristic="everyone", **link, **ASKED)

    assert "Nothing in this view has changed." in said(page)
    (way,) = [text.value for text in page.markdown if "See this view with today’s figures" in text.value]
    assert "indicator=cars" in way
    assert "release=" not in way


def test_a_profile_and_home_say_what_changed_of_theirs(open_page: OpenPage, data: Path) -> None:
    link = first_release(open_page)
    counted(data, {DISTRICT: 700, OTHER: 500})

    profile = open_page(AREA, area=DISTRICT, **link, **ASKED)
    home = open_page(HOME, area="E10000019", **link, **ASKED)

    assert list(changed(profile)) == ["Visits: Yes"]
    (listed,) = [each for each in tables(home) if "Areas with another figure" in each.columns]
    assert list(listed.loc["Visits"]) == ["2024", "1 of 7", "correction"]


def test_many_changes_have_pages(open_page: OpenPage, data: Path) -> None:
    areas = reads.catalogue().areas
    districts = list(areas.index[areas["region"].eq("E12000004") & areas["level"].eq("district")])[:20]
    counted(data, dict.fromkeys(districts, 400))
    link = first_release(open_page)
    counted(data, {code: 500 + at for at, code in enumerate(districts)})

    page = open_page(MAP, **{**VISITS, "area": "E92000001"}, **link, **ASKED, changed="2")

    assert "Pages of the changes: Page 2 of 2" in turning(page)
    assert len(changed(page)) == 8


def test_what_the_reader_may_not_see_today_is_not_in_an_old_link(open_page: OpenPage, data: Path) -> None:
    link = first_release(open_page)
    counted(data, {DISTRICT: 700, OTHER: 500}, who_sees="signed in")

    page, home = open_page(MAP, **VISITS, **link, **ASKED), open_page(HOME, **VISITS, **link, **ASKED)

    assert "which is not known here" in page.warning[0].value
    assert "Visits" not in said(page) + said(home) + str(changed(page)) + str(tables(home))


def test_figures_edited_outside_the_tool_are_said_to_be(open_page: OpenPage, data: Path) -> None:
    assert "edited outside" not in said(open_page(MAP, **VISITS))
    counted(data, {DISTRICT: 700, OTHER: 500})

    page, sources = open_page(MAP, **VISITS), open_page(SOURCES)

    assert "These figures were edited outside the tool." in said(page)
    assert "The files of one indicator were edited outside the tool." in said(sources)
    (local,) = [each for each in tables(sources) if "Visits" in each.index]
    assert str(local.at["Visits", "What was done"]).endswith("These figures were edited outside the tool.")
