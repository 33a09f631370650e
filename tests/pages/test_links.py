"""What a link asks for and what comes of it: places found from wards, sentences about what cannot be followed."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from jsna.figures.tables import ORDERS
from jsna.model.selection import Baseline, View
from jsna.ui.footer import NOT_IN_ADDRESS
from tests.pages.conftest import OpenPage
from tests.pages.test_pages import PAGES

MAP, COMPARE, AREA = "pages/explore/map.py", "pages/explore/compare.py", "pages/explore/area.py"
ESSEX, NORFOLK, HARTLEPOOL = "E10000012", "E10000020", "E06000001"


def warnings(page: AppTest) -> list[str]:
    """The sentences of the one box about the link."""
    return [line for box in page.warning for line in box.value.replace("\\", "").split("\n\n")]


def query(page: AppTest, key: str) -> str:
    return address(page)[key]


def address(page: AppTest) -> dict[str, str]:
    query = dict(page.query_params)
    return {key: value if isinstance(value, str) else value[0] for key, value in query.items()}


def test_a_link_to_a_ward_alone_shows_the_place_it_lies_in(open_page: OpenPage) -> None:
    page = open_page(AREA, ward="E05011963")

    assert warnings(page) == []
    assert address(page) == {"ward": "E05011963"}
    assert page.selectbox(key="jsna.area").value == ESSEX
    assert page.multiselect(key="jsna.page.joined").value == ["E05011963"]


def test_a_region_is_no_place_and_the_link_says_what_is_shown(open_page: OpenPage) -> None:
    page = open_page(MAP, area="E12000002")

    (said,) = warnings(page)
    assert said.startswith("This link asks under “Place” for “E12000002”")
    assert "“Lincolnshire” is shown instead" in said
    assert page.selectbox(key="jsna.area").value == "E10000019"


def test_notes_of_a_link_go_with_the_first_choice(open_page: OpenPage) -> None:
    page = open_page(MAP, baseline="moon")
    assert len(warnings(page)) == 1

    page.radio(key="jsna.measure").set_value(View.SHARE).run()
    assert warnings(page) == []

    page.run()
    assert warnings(page) == []


def test_a_ward_of_another_place_is_named_with_where_it_is_and_a_link_to_it(open_page: OpenPage) -> None:
    page = open_page(MAP, area="E10000019", ward="E05001355", indicator="cars")

    (said,) = warnings(page)
    leads = "[Show Keighley Central](?indicator=cars&ward=E05001355)"
    assert said == f"Keighley Central is in Bradford, not in Lincolnshire. {leads}"
    page.radio(key="jsna.measure").set_value(View.RATIO).run()
    assert warnings(page) == []


def test_an_unknown_column_is_said_and_the_known_ones_kept(open_page: OpenPage) -> None:
    page = open_page(COMPARE, columns="cars.none,nonsense.all")

    assert warnings(page) == [
        "This link asks under “Indicators” for “nonsense.all”, which is not known here: the others are shown."
    ]
    assert query(page, "columns") == "cars.none"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"page": "999"}, "“999”, which is not known here: “1” is shown instead."),
        ({"page": "many"}, "“many”, which is not known here: “1” is shown instead."),
        ({"order": "up"}, f"“Order” for “up”, which is not known here: “{ORDERS['above']}” is shown instead."),
        ({"clusters": "perhaps"}, "“Clusters” for “perhaps”, which is not known here: the box is not ticked."),
        ({"search": "a" * 70}, "which is not known here: the box is left empty."),
    ],
)
def test_a_parameter_of_the_page_that_cannot_be_followed_is_said(
    open_page: OpenPage, asked: dict[str, str], said: str
) -> None:
    page = open_page(MAP, **asked)

    assert [problem.message for problem in page.exception] == []
    (sentence,) = warnings(page)
    assert said in sentence
    assert address(page) == {}


def test_what_is_wrong_with_a_link_stands_in_one_box(open_page: OpenPage) -> None:
    page = open_page(MAP, area="E99999999", order="up")

    assert len(page.warning) == 1
    assert len(warnings(page)) == 2


def test_a_corrected_parameter_is_no_longer_spoken_of(open_page: OpenPage) -> None:
    page = open_page(MAP, order="up")

    page.selectbox(key="jsna.page.order").select("name").run()

    assert warnings(page) == []
    assert query(page, "order") == "name"


def test_a_page_of_the_table_gives_way_when_the_list_gets_shorter(open_page: OpenPage) -> None:
    page = open_page(MAP, area=NORFOLK, page="3")

    page.selectbox(key="jsna.area").select(HARTLEPOOL).run()

    assert [problem.message for problem in page.exception] == []
    assert warnings(page) == []


@pytest.mark.parametrize(
    "path", ["pages/equality/claim.py", "pages/analysts/add_data.py", "pages/analysts/add_collection.py"]
)
def test_a_page_of_entries_does_not_promise_a_link_to_them(open_page: OpenPage, path: str) -> None:
    (foot,) = [each.proto.body for each in open_page(path).get("html") if "<footer" in each.proto.body]

    assert NOT_IN_ADDRESS in foot
    assert 'data-jsna-copy="?"' in foot


def test_what_is_at_its_default_stays_out_of_the_address(open_page: OpenPage) -> None:
    page = open_page(MAP)
    assert address(page) == {}

    page.selectbox(key="jsna.baseline").select(Baseline.REGION).run()
    page.selectbox(key="jsna.page.order").select("name").run()
    page.selectbox(key="jsna.area").select(NORFOLK).run()
    assert list(address(page).items()) == [("area", NORFOLK), ("baseline", "region"), ("order", "name")]


def test_a_long_link_of_before_opens_the_same_view_and_is_left_as_it_is(open_page: OpenPage) -> None:
    long = {
        "clusters": "off", "search": "", "order": "above", "page": "1", "area": ESSEX, "characteristic": "everyone",
        "indicator": "cars", "group": "none", "baseline": "england", "measure": "difference", "ward": "E05011963",
    }  # fmt: skip
    page = open_page(MAP, **long)

    assert (warnings(page), address(page)) == ([], long)
    assert page.selectbox(key="jsna.indicator").value == "cars"
    assert page.selectbox(key="jsna.ward").value == "E05011963"


def test_a_ward_shown_as_an_example_is_no_choice(open_page: OpenPage) -> None:
    page = open_page("pages/explore/one_measure.py")
    assert any(
        "You have not chosen a ward.** This is Mablethorpe, as an example" in text.value for text in page.markdown
    )
    assert address(page) == {}

    page.selectbox(key="jsna.ward").select("E05009876").run()

    assert not any("You have not chosen" in text.value for text in page.markdown)
    assert address(page) == {"ward": "E05009876"}


def test_a_visit_to_the_profile_leaves_the_map_as_it_was(open_page: OpenPage) -> None:
    page = open_page(AREA)

    page.switch_page(MAP).run()

    assert page.selectbox(key="jsna.ward").value == ""
    assert address(page) == {}


def test_years_of_a_district_that_nobody_chose_are_said_to_be_an_example(open_page: OpenPage) -> None:
    page = open_page("pages/explore/trends.py")
    said = " ".join(text.value for text in page.markdown)
    assert "There are no earlier years for “Disabled people”." in said
    assert "You have not chosen a district. This is East Lindsey, as an example." in said
    assert address(page) == {}

    page = open_page("pages/explore/trends.py", ward="E05009888", indicator="smoking")
    assert "as an example" not in " ".join(text.value for text in page.markdown)


def test_years_of_a_district_that_is_the_place_are_its_own(open_page: OpenPage) -> None:
    page = open_page("pages/explore/trends.py", area="E07000137", indicator="anxiety")

    assert "You have not chosen" not in " ".join(text.value for text in page.markdown)
    assert not any(each.value.startswith("Every district of") for each in page.header)
    assert page.get("download_button")[0].proto.label == "Download all years (CSV)"
    assert address(page) == {"area": "E07000137", "indicator": "anxiety"}


def test_a_measure_that_does_not_apply_is_not_offered(open_page: OpenPage) -> None:
    assert len(open_page(MAP).radio(key="jsna.measure").options) == 4
    assert "Extra people" not in open_page(MAP, indicator="imd-score").radio(key="jsna.measure").options


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_a_way_on(open_page: OpenPage, path: str) -> None:
    page = open_page(path, ward="E05011963", indicator="cars")

    (on,) = [text.value for text in page.markdown if text.value.startswith("More about")]
    assert on.startswith("More about West Clacton \\& Jaywick Sands: [")
    for target in ("area", "map", "compare", "trends"):
        assert f"]({target}?indicator=cars&ward=E05011963)" in on


@pytest.mark.parametrize(
    ("path", "without"),
    [
        ("pages/explore/home.py", "Compared with"),
        ("pages/equality/coverage.py", "Compared with"),
    ],
)
def test_a_list_without_effect_is_not_drawn_and_its_choice_is_kept(
    open_page: OpenPage, path: str, without: str
) -> None:
    page = open_page(path, baseline="region", measure="extra")

    labels = [drawn.label for drawn in page.sidebar.selectbox]
    assert "Place" in labels
    assert without not in labels
    assert address(page) == {"baseline": "region", "measure": "extra"}
