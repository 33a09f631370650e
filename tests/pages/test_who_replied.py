"""Who is missing comes before anything they said, and weighting is said to be what it is."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from jsna.ingest.records import collection
from tests.faults.test_records_forgotten import MAPPING
from tests.pages.conftest import OpenPage, tables
from tests.pages.test_pages import sentences

PAGE = "pages/equality/who_is_missing.py"
WARDS = ("E05009888", "E05009876", "E05009900")


@pytest.fixture(scope="module")
def replies(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder to which three collections were added.

    voices: 300 replies, two thirds from women, none from other ethnic groups. panel: 600 replies, one in twenty from
    men, most of whom say no. library: 869 White people and 31 others, nearly all of whom say yes.
    """
    tmp_path = tmp_path_factory.mktemp("collected")
    data = tmp_path / "data"
    shutil.copytree(checkout / "data", data)
    for slug, given in (("voices", REPLIES), ("panel", HARDLY_ANY_MEN), ("library", HARDLY_ANY_OTHERS)):
        rows = [row for *row, many in given for _ in range(many)]
        records = pd.DataFrame(rows, columns=["Ethnic origin", "Sex", "Q1"])
        records["Ward"] = [WARDS[at % len(WARDS)] for at in range(len(records))]
        records.to_csv(tmp_path / "replies.csv", index=False)
        (tmp_path / "map.toml").write_text(MAPPING.replace("voices", slug), "utf-8")
        collection.ingest(str(tmp_path / "replies.csv"), tmp_path / "map.toml", data)
    return data


@pytest.fixture
def collected(replies: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JSNA_DATA", str(replies))


REPLIES = (
    ("White", "F", "yes", 150), ("White", "F", "no", 51), ("White", "M", "yes", 33), ("White", "M", "no", 66),
)  # fmt: skip
HARDLY_ANY_MEN = (
    ("White", "F", "yes", 375), ("White", "F", "no", 195), ("White", "M", "yes", 6), ("White", "M", "no", 24),
)  # fmt: skip
HARDLY_ANY_OTHERS = (
    ("White", "F", "yes", 520), ("White", "M", "yes", 280), ("White", "M", "no", 69), ("Asian", "F", "yes", 9),
    ("Black", "M", "yes", 6), ("Mixed", "F", "yes", 8), ("Other", "F", "yes", 7), ("Other", "M", "no", 1),
)  # fmt: skip
EAST_LINDSEY = "E07000137"


def said(page: AppTest) -> str:
    """Everything the page says outside its tables."""
    return "\n".join(text.value.replace("\\", "") for text in page.markdown)


@pytest.mark.usefixtures("collected")
def test_who_replied_stands_beside_who_lives_here(open_page: OpenPage) -> None:
    page = open_page(PAGE, collection="voices-replies-by-sex", where="E07000137")

    assert sentences(page) == ["In East Lindsey, men are under-represented: 33% of replies, 49% of residents."]
    assert list(tables(page)[0]["Replies"]) == ["201 of 300 (67%)", "99 of 300 (33%)"]


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


@pytest.mark.parametrize("collection", ["voices-replies-by-sex", "panel-replies-by-sex", "library-replies-by-race"])
@pytest.mark.usefixtures("collected")
def test_the_picture_comes_first_and_every_bar_lies_in_it_with_its_number(open_page: OpenPage, collection: str) -> None:
    page = open_page(PAGE, collection=collection, where=EAST_LINDSEY)
    drawn = [each.value for each in page.get("html")]
    (picture,) = (body for body in drawn if 'class="jsna-replied"' in body)
    assert drawn.index(picture) < next(at for at, body in enumerate(drawn) if "<table" in body)
    assert page.header[0].value.startswith("A fair sample of ")
    pieces = re.findall(r"left:([\d.]+)%;width:([\d.]+)%", picture)
    assert len(pieces) == 6
    assert all(float(left) >= 0 and float(left) + float(width) <= 100.01 for left, width in pieces)
    words = re.search(r'aria-label="([^"]+)"', picture)
    shares = re.findall(r"<span>([^<]+ of [^<]+)</span>", picture)
    assert words
    assert len(shares) == 4
    assert all(share in words[1] for share in shares)


@pytest.mark.usefixtures("collected")
def test_a_survey_of_nearly_only_white_people_says_so(open_page: OpenPage) -> None:
    """Their answers and those of others are withheld: they would say that nearly all others said yes."""
    page = open_page(PAGE, collection="library-replies-by-race", where=EAST_LINDSEY)

    (said_first,) = sentences(page)
    assert said_first.endswith("all other ethnic groups together are over-represented: 3% of replies, 2% of residents.")
    rows = tables(page)[0]["Replies"]
    assert (rows["White"], rows["All other ethnic groups together"]) == ("869 of 900 (97%)", "31 of 900 (3%)")
    assert list(rows).count("counted only with others") == 4
    assert "4 ethnic groups cannot be told apart" in said(page)


@pytest.mark.usefixtures("collected")
def test_where_every_group_is_withheld_the_page_says_that_it_cannot_say(open_page: OpenPage) -> None:
    """All 300 replies are from White people: shown, they would tell that there is none from anybody else."""
    page = open_page(PAGE, collection="voices-replies-by-race", where=EAST_LINDSEY)

    assert [problem.message for problem in page.exception] == []
    (said_first,) = sentences(page)
    assert said_first.startswith("We cannot say who has not replied in East Lindsey: a number for any of the 5 ethnic")
    assert set(tables(page)[0]["Replies"]) == {"withheld"}
    assert not any('class="jsna-replied"' in each.value for each in page.get("html"))


@pytest.mark.parametrize("asked", [{"ward": "E05009888"}, {"area": "E10000019"}, {"area": EAST_LINDSEY}])
@pytest.mark.usefixtures("collected")
def test_the_page_opens_at_the_smallest_area_of_which_something_is_known(
    open_page: OpenPage, asked: dict[str, str]
) -> None:
    """No ward has enough replies from other ethnic groups; the district has."""
    page = open_page(PAGE, collection="library-replies-by-race", **asked)

    assert "East Lindsey" in sentences(page)[0]
    assert "cannot say" not in sentences(page)[0]


@pytest.mark.parametrize("collection", ["voices-replies-by-sex", "library-replies-by-race", "voices-replies-by-race"])
@pytest.mark.usefixtures("collected")
def test_no_formula_is_left_in_the_words(open_page: OpenPage, collection: str) -> None:
    page = open_page(PAGE, collection=collection, where=EAST_LINDSEY)

    assert not [text.value for text in page.markdown if "$" in text.value or "\\frac" in text.value]


def test_without_a_collection_the_page_says_how_to_add_one(open_page: OpenPage) -> None:
    page = open_page(PAGE)

    assert any("No replies have been added yet" in text.value for text in page.markdown)


@pytest.mark.usefixtures("collected")
def test_the_map_of_a_collection_says_first_who_is_missing(open_page: OpenPage) -> None:
    page = open_page("pages/explore/map.py", indicator="voices", area="E07000137")

    assert any("men are under-represented" in text.value for text in page.markdown)
    assert [problem.message for problem in page.exception] == []


@pytest.mark.parametrize("indicator", ["voices", "voices-replies-by-sex", "library-replies-by-race"])
@pytest.mark.usefixtures("collected")
def test_people_who_replied_are_said_to_have_replied_once(open_page: OpenPage, indicator: str) -> None:
    page = open_page("pages/explore/map.py", indicator=indicator, area=EAST_LINDSEY)

    told = " ".join([*sentences(page), said(page)])
    assert "replied" in told
    assert "replied who replied" not in told
