"""Who is missing comes before anything they said, and weighting is said to be what it is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from jsna.ingest.records import collection
from tests.faults.test_records_forgotten import MAPPING
from tests.pages.conftest import OpenPage, tables
from tests.pages.test_pages import sentences
from tests.pages.test_unusual import plot

PAGE = "pages/equality/who_is_missing.py"
WARDS = ("E05009888", "E05009876", "E05009900")


@pytest.fixture(scope="module")
def replies(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder to which two collections were added.

    voices: 300 replies, two thirds from women, none from other ethnic groups. panel: 600 replies, one in twenty from
    men, most of whom say no.
    """
    tmp_path = tmp_path_factory.mktemp("collected")
    data = tmp_path / "data"
    shutil.copytree(checkout / "data", data)
    for slug, given in (("voices", REPLIES), ("panel", HARDLY_ANY_MEN)):
        rows = [(ward, "White", sex, answer) for ward in WARDS for sex, answer, n in given for _ in range(n)]
        pd.DataFrame(rows, columns=["Ward", "Ethnic origin", "Sex", "Q1"]).to_csv(tmp_path / "replies.csv", index=False)
        (tmp_path / "map.toml").write_text(MAPPING.replace("voices", slug), "utf-8")
        collection.ingest(str(tmp_path / "replies.csv"), tmp_path / "map.toml", data)
    return data


@pytest.fixture
def collected(replies: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JSNA_DATA", str(replies))


REPLIES = (("F", "yes", 50), ("F", "no", 17), ("M", "yes", 11), ("M", "no", 22))
HARDLY_ANY_MEN = (("F", "yes", 125), ("F", "no", 65), ("M", "yes", 2), ("M", "no", 8))


def said(page: AppTest) -> str:
    """Everything the page says outside its tables."""
    return "\n".join(text.value.replace("\\", "") for text in page.markdown)


@pytest.mark.usefixtures("collected")
def test_who_replied_stands_beside_who_lives_here(open_page: OpenPage) -> None:
    page = open_page(PAGE, collection="voices-replies-by-sex", where="E07000137")

    assert sentences(page) == ["In East Lindsey too few from Male; too many from Female."]
    assert list(tables(page)[0]["Replies"]) == ["201", "99"]


@pytest.mark.usefixtures("collected")
def test_a_weighted_answer_says_so_and_moves_towards_those_who_were_missing(open_page: OpenPage) -> None:
    page = open_page(PAGE, collection="voices-replies-by-sex", where="E07000137")

    answers = tables(page)[1]
    assert answers["As given"]["Satisfied"].startswith("61")
    assert answers["Weighted"]["Satisfied"].startswith("54")
    assert "Weighted for sex; not a random sample" in said(page)


@pytest.mark.usefixtures("collected")
def test_how_far_the_weights_went_stands_below_the_weighted_answers(open_page: OpenPage) -> None:
    """201 of 300 replies are from women, who are 51.1% of the people: 0.76 for each, and 1.48 for each man's."""
    page = open_page(PAGE, collection="voices-replies-by-sex", where="E07000137")

    assert "between 0.76 and 1.48 times as much as the mean reply. No weight was trimmed." in said(page)
    assert "The 300 replies are worth 269 after weighting" in said(page)


@pytest.mark.usefixtures("collected")
def test_no_answer_is_weighted_where_a_group_cannot_be_made_up_for(open_page: OpenPage) -> None:
    page = open_page(PAGE, collection="panel-replies-by-sex", where="E07000137")

    assert len(tables(page)) == 1
    assert "Male (sex) is 5.0% of the replies and 48.9% of the people" in said(page)
    assert "up to 9.8 times the mean, and none may count more than 5 times" in said(page)
    assert "Weighted for" not in said(page)


@pytest.mark.parametrize("collection", ["voices", "panel"])
@pytest.mark.usefixtures("collected")
def test_every_ratio_lies_on_the_axis_with_its_interval(open_page: OpenPage, collection: str) -> None:
    """In the panel one reply of twenty is a man's: a tenth of their share of the people."""
    drawn = plot(open_page(PAGE, collection=f"{collection}-replies-by-sex", where="E07000137"))["spec"]
    (points,), axis = drawn["data"], drawn["layout"]["xaxis"]  # type: ignore[index]
    low, high = (10**power for power in axis["range"])
    spread = points["error_x"]
    assert all(low < x - below and x + above < high
               for x, below, above in zip(points["x"], spread["arrayminus"], spread["array"], strict=True))  # fmt: skip
    assert (len(points["x"]), "title" in axis) == (2, False)


@pytest.mark.usefixtures("collected")
def test_where_every_group_is_withheld_the_page_says_so(open_page: OpenPage) -> None:
    """All 300 replies are from White people: shown, they would tell that there is none from anybody else."""
    page = open_page(PAGE, collection="voices-replies-by-race", where="E07000137")

    assert [problem.message for problem in page.exception] == []
    assert "no group can be shown here without giving somebody away" in "".join(info.value for info in page.info)
    assert tables(page) == []


def test_without_a_collection_the_page_says_how_to_add_one(open_page: OpenPage) -> None:
    page = open_page(PAGE)

    assert any("No collection has been added yet" in text.value for text in page.markdown)


@pytest.mark.usefixtures("collected")
def test_the_map_of_a_collection_says_first_who_is_missing(open_page: OpenPage) -> None:
    page = open_page("pages/explore/map.py", indicator="voices", area="E07000137")

    assert any("too few from Male" in text.value for text in page.markdown)
    assert [problem.message for problem in page.exception] == []
