"""Why there is no figure is said as it is: withheld, not published, nobody to count, or too doubtful to compare."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from jsna.cli import main
from jsna.settings import DATA_VARIABLE
from tests.cli.service import Answer, serving
from tests.pages.conftest import OpenPage, tables
from tests.pages.test_add_data import described, desk, stored
from tests.pages.test_explore import headline
from tests.unit.test_words import spaced

__all__ = ["desk"]
MAP, ADD = "pages/explore/map.py", "pages/analysts/add_data.py"
HEADINGS = (
    "Indicator ID,Indicator Name,Area Code,Area Name,Area Type,Sex,Age,Category Type,Category,Time period,Value,"
    "Lower CI 95.0 limit,Upper CI 95.0 limit,Count,Denominator,Value note"
)
#: By month: each area's value with its limits, and what is said of it.
MONTHS = {
    "2024 Jan": {
        "E92000001,England": "9,8.9,9.1,,,",
        "E07000137,East Lindsey": "9,8,10,,,",
        "E07000138,Lincoln": "9,8,10,,,There is a data quality issue with this value",
    },
    "2024 Apr": {
        "E92000001,England": "10,9.9,10.1,,,",
        "E07000136,Boston": ",,,,,Value suppressed for disclosure control",
        "E07000137,East Lindsey": "10,9,11,,,",
        "E07000138,Lincoln": "10,9,11,,,",
        "E07000140,South Holland": "12,11,13,,,Interpret with caution",
    },
}


@pytest.fixture
def fetched(checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """A data folder with an indicator that a service on this machine gave; returned is its part of a link."""
    data = shutil.copytree(checkout / "data", tmp_path / "data")
    monkeypatch.setenv(DATA_VARIABLE, str(data))
    rows = [
        f"7,Falls,{area},Districts,Persons,65+ yrs,,,{month},{figures}"
        for month, areas in MONTHS.items()
        for area, figures in areas.items()
    ]
    words = ["ingest", "fingertips", "7", "--unit", "%", "--topic", "local", "--cache", str(tmp_path / "cache")]
    with serving(Answer("\n".join([HEADINGS, *rows, ""]).encode())) as service:
        ended = CliRunner().invoke(main, [*words, "--data", str(data), "--base", service.address])
    assert ended.exit_code == 0, ended.output
    return {"characteristic": "everyone", "indicator": "falls", "group": "persons"}


def test_what_a_publisher_withholds_or_doubts_is_told_apart_from_what_it_does_not_publish(
    open_page: OpenPage, fetched: dict[str, str]
) -> None:
    page = open_page(MAP, area="E10000019", **fetched)

    assert re.fullmatch(
        "Of Lincolnshire's 7 districts, 2 (are|were) about the same as England; for 5 we cannot say: 3 not published, "
        "1 hidden to protect people and 1 too few to say.",
        headline(page),
    )
    compared = tables(page)[0]["Compared with England"]
    assert list(compared.index[:4]) == ["South Holland", "East Lindsey", "Lincoln", "Boston"]
    assert compared["Boston"].startswith("hidden to protect people")
    assert compared["South Holland"] == "too few to say: the source marks this figure as of low reliability"
    assert compared["West Lindsey"] == "not published"


def test_the_limits_of_fetched_figures_are_those_of_their_last_month(
    open_page: OpenPage, fetched: dict[str, str]
) -> None:
    page = open_page(MAP, area="E92000001", **fetched)

    assert re.match(r"In England 10\.0% of people aged 65 and over (are|were) counted in “Falls”\.", headline(page))
    (about,) = [text.value for text in page.markdown if "Limits of these figures" in text.value]
    assert "Date of the figures: 30 April 2024" in about
    assert "South Holland" in about
    assert "data quality" not in about


def test_a_withheld_month_is_a_gap_with_its_reason(open_page: OpenPage, fetched: dict[str, str]) -> None:
    page = open_page("pages/explore/trends.py", series=fetched["indicator"], district="E07000136")

    assert [problem.message for problem in page.exception] == []
    years = tables(page)[0]
    assert list(years.index) == ["2024 Jan", "2024 Apr"]
    assert years["Boston"]["2024 Apr"].startswith("[c]")
    assert years["Boston"]["2024 Jan"].startswith("[x]")


def test_missing_withheld_and_nobody_are_told_apart_in_a_councils_own_file(open_page: OpenPage, desk: Path) -> None:
    content = (
        b"ward code,Eligible,Pupils\nE05009888,321,1200\nE05009876,,700\nE05009900,[c],400\nE05009890,0,0\n"
        b"E05009877,..,90\n"
    )
    stored(described(open_page(ADD), content), desk)
    view = {"characteristic": "everyone", "indicator": "pupils-eligible-for-free-meals", "group": "eligible"}
    page = open_page(MAP, area="E10000019", **view)

    given = tables(page)[0]
    assert given.iloc[0, 0] == "321 of 1,200 (26.8%)"
    assert [spaced(said) for said in given["Compared with England"][1:4]] == [
        "too few to say: there is nobody here to count",
        "hidden to protect people: withheld to protect the people counted",
        "not published",
    ]
    assert any("Eligible in 1 ward of Lincolnshire. " in bars.proto.body for bars in page.get("html"))
    for ward, reason in {
        "E05009876": "not published",
        "E05009900": "withheld to protect the people counted",
        "E05009890": "there is nobody here to count",
        "E05009877": "not published",
    }.items():
        profile = open_page("pages/explore/area.py", ward=ward)
        assert any(re.fullmatch(rf"No figure for .*: {reason}\.", text.value) for text in profile.markdown), ward


def test_a_funnel_that_lacks_only_englands_figure_says_so(open_page: OpenPage, desk: Path) -> None:
    stored(described(open_page(ADD), b"ward code,Eligible,Pupils\nE05009888,321,1200\nE05009876,120,700\n"), desk)
    page = open_page("pages/explore/funnel.py", indicator="pupils-eligible-for-free-meals", characteristic="everyone")

    assert "there is no figure of England" in page.info[0].value
