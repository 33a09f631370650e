"""What a link asks for and what comes of it: places found from wards, sentences about what cannot be followed."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from jsna.figures.tables import ORDERS
from jsna.ui.foot import NOT_IN_ADDRESS
from tests.pages.conftest import OpenPage

MAP, COMPARE, AREA = "pages/explore/map.py", "pages/explore/compare.py", "pages/explore/area.py"
ESSEX, NORFOLK, HARTLEPOOL = "E10000012", "E10000020", "E06000001"


def told(page: AppTest) -> list[str]:
    """The sentences of the one box about the link."""
    return [line for box in page.warning for line in box.value.replace("\\", "").split("\n\n")]


def query(page: AppTest, key: str) -> str:
    held = dict(page.query_params)[key]
    return held if isinstance(held, str) else held[0]


def test_a_link_to_a_ward_alone_shows_the_place_it_lies_in(open_page: OpenPage) -> None:
    page = open_page(AREA, ward="E05011963")

    assert told(page) == []
    assert (query(page, "area"), query(page, "ward")) == (ESSEX, "E05011963")
    assert page.selectbox(key="jsna.ward").value == "E05011963"


def test_notes_of_a_link_go_with_the_first_choice(open_page: OpenPage) -> None:
    page = open_page(MAP, baseline="moon")
    assert len(told(page)) == 1

    page.selectbox(key="jsna.measure").select("share").run()
    assert told(page) == []

    page.run()
    assert told(page) == []


def test_an_unknown_column_is_said_and_the_known_ones_kept(open_page: OpenPage) -> None:
    page = open_page(COMPARE, columns="cars.none,nonsense.all")

    assert told(page) == [
        "This link asks under “Indicators” for “nonsense.all”, which is not known here: the others are shown."
    ]
    assert query(page, "columns") == "cars.none"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"page": "999"}, "“999”, which is not known here: “1” is shown instead."),
        ({"page": "many"}, "“many”, which is not known here: “1” is shown instead."),
        ({"order": "up"}, f"“Order” for “up”, which is not known here: “{ORDERS['above']}” is shown instead."),
        ({"clusters": "perhaps"}, "“The map shows” for “perhaps”, which is not known here: “"),
        ({"search": "a" * 70}, "which is not known here: the box is left empty."),
    ],
)
def test_a_parameter_of_the_page_that_cannot_be_followed_is_said(
    open_page: OpenPage, asked: dict[str, str], said: str
) -> None:
    page = open_page(MAP, **asked)

    assert [problem.message for problem in page.exception] == []
    (sentence,) = told(page)
    assert said in sentence
    assert "order" in dict(page.query_params)


def test_what_is_wrong_with_a_link_stands_in_one_box(open_page: OpenPage) -> None:
    page = open_page(MAP, area="E99999999", order="up")

    assert len(page.warning) == 1
    assert len(told(page)) == 2


def test_a_corrected_parameter_is_no_longer_spoken_of(open_page: OpenPage) -> None:
    page = open_page(MAP, order="up")

    page.selectbox(key="jsna.page.order").select("name").run()

    assert told(page) == []
    assert query(page, "order") == "name"


def test_a_page_of_the_table_gives_way_when_the_list_gets_shorter(open_page: OpenPage) -> None:
    page = open_page(MAP, area=NORFOLK, page="3")

    page.selectbox(key="jsna.area").select(HARTLEPOOL).run()

    assert [problem.message for problem in page.exception] == []
    assert told(page) == []


@pytest.mark.parametrize(
    "path", ["pages/equality/claim.py", "pages/analysts/add_data.py", "pages/analysts/add_collection.py"]
)
def test_a_page_of_entries_does_not_promise_a_link_to_them(open_page: OpenPage, path: str) -> None:
    feet = [text.value for text in open_page(path).markdown if "Open Government Licence" in text.value]

    assert [foot.rpartition("`. ")[2] for foot in feet] == [NOT_IN_ADDRESS]


@pytest.mark.parametrize(
    ("path", "without"),
    [
        ("pages/explore/home.py", "Compared with"),
        ("pages/equality/coverage.py", "Compared with"),
        ("pages/explore/funnel.py", "Show"),
    ],
)
def test_a_list_without_effect_is_not_drawn_and_its_choice_is_kept(
    open_page: OpenPage, path: str, without: str
) -> None:
    page = open_page(path, baseline="region", measure="extra")

    labels = [drawn.label for drawn in page.sidebar.selectbox]
    assert "Place" in labels
    assert without not in labels
    assert (query(page, "baseline"), query(page, "measure")) == ("region", "extra")
