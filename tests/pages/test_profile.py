"""The profile of a ward, of several wards together, of a district and of a county: one page, at a glance."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

from jsna.catalogue.read import Catalogue
from tests.pages.conftest import OpenPage, tables
from tests.pages.test_explore import headline
from tests.pages.test_links import address

AREA = "pages/explore/area.py"
MABLETHORPE, LEGBOURNE = "E05009888", "E05009887"
EAST_LINDSEY = "E07000137"


def facts(page: Any) -> list[str]:
    """Return the facts as plain text."""
    (found,) = [text.value for text in page.markdown if text.value.startswith("- [")]
    plain = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", found).replace("\\", "")
    return [line.removeprefix("- ") for line in plain.split("\n")]


def test_ten_facts_lead_each_to_their_map(open_page: OpenPage) -> None:
    page = open_page(AREA, ward=MABLETHORPE)

    told = facts(page)
    assert len(told) == 10
    assert "Disabled people: 2,837 of 8,210 people (34.6%), about 1,416 more than at England's rate (17.3%)" in told
    # The ages of the facts are those of the main figures.
    assert any(line.startswith("Sick, disabled or retired, and not in work: Retired: ") for line in told)
    (ages,) = [line for line in told if "Aged 65 and over" in line]
    assert "3,145 of 8,225 people (38.2%), " in ages
    (written,) = [text.value for text in page.markdown if text.value.startswith("- [")]
    assert len(re.findall(r"\(map\?[^)]*ward=E05009888", written)) == 10


def test_without_a_ward_the_profile_is_of_the_whole_place(open_page: OpenPage) -> None:
    page = open_page(AREA)

    assert headline(page).startswith("Lincolnshire: higher than England on ")
    assert address(page) == {}
    assert re.search(r"Aged 65 and over: [\d,]+ of 768,\d{3} people \(23\.4%\)", " ".join(facts(page)))


def test_england_has_no_profile_and_a_ward_is_shown_as_an_example(open_page: OpenPage) -> None:
    page = open_page(AREA, area="E92000001")

    assert any("This is Mablethorpe, as an example" in text.value for text in page.markdown)
    assert address(page) == {"area": "E92000001"}


def test_counts_of_several_wards_are_added_up_and_rates_are_not(open_page: OpenPage, catalogue: Catalogue) -> None:
    page = open_page(AREA, ward=MABLETHORPE, joined=f"{MABLETHORPE},{LEGBOURNE}", called="The coast")

    disabled = catalogue.figures("disabled-people").latest("disabled").loc[[MABLETHORPE, LEGBOURNE]]
    n, base = (f"{int(disabled[column].sum()):,}" for column in ("numerator", "denominator"))
    assert headline(page).startswith("The coast: higher than England on ")
    (table,) = [each for each in tables(page) if "Middle half" in each]
    lines = table
    assert lines.at["Disabled people: Disabled", "Number and share"].startswith(f"{n} of {base} (")
    assert lines.at["Disabled people: Disabled", "Among England’s areas"] == "–"
    said = [text.value for text in page.markdown]
    assert "No figure for The coast: percentages and rates of several wards are not added up." in said
    assert address(page)["joined"] == f"{MABLETHORPE},{LEGBOURNE}"


def test_several_wards_are_chosen_and_one_is_left_again(open_page: OpenPage) -> None:
    page = open_page(AREA, ward=MABLETHORPE)

    page.multiselect(key="jsna.page.joined").set_value([MABLETHORPE, LEGBOURNE]).run()
    assert headline(page).startswith("Mablethorpe and Legbourne: ")
    assert address(page) == {"ward": MABLETHORPE, "joined": f"{MABLETHORPE},{LEGBOURNE}"}

    page.multiselect(key="jsna.page.joined").set_value([LEGBOURNE]).run()
    assert headline(page).startswith("Legbourne: ")
    assert address(page) == {"ward": LEGBOURNE}

    page.multiselect(key="jsna.page.joined").set_value([]).run()
    assert headline(page).startswith("Lincolnshire: ")
    assert address(page) == {}


def test_a_code_that_is_no_ward_of_the_place_is_said_and_left_out(open_page: OpenPage) -> None:
    page = open_page(AREA, ward=MABLETHORPE, joined=f"{MABLETHORPE},E05999999,{LEGBOURNE}")

    assert any("E05999999" in each.value for each in page.warning)
    assert headline(page).startswith("Mablethorpe and Legbourne: ")


def test_the_spine_of_a_district_is_among_districts_and_sorted_as_the_reader_likes(open_page: OpenPage) -> None:
    page = open_page(AREA, area=EAST_LINDSEY)

    (table,) = [each for each in tables(page) if "Middle half" in each]
    standing = table.at["Disabled people: Disabled", "Among England’s areas"]
    assert re.search(r"higher than 9\d of 100 districts", standing)

    page.radio(key="jsna.page.order").set_value("people").run()

    (table,) = [each for each in tables(page) if "Middle half" in each]
    more = [re.search(r"([\d,]+) (?:more|fewer)", each) for each in table["Compared"]]
    sizes = [int(found[1].replace(",", "")) for found in more if found]
    assert sizes == sorted(sizes, reverse=True)
    assert address(page) == {"area": EAST_LINDSEY, "order": "people"}


def test_compared_with_its_district_a_countys_figure_stays_beside_england(open_page: OpenPage) -> None:
    page = open_page(AREA, ward=MABLETHORPE, baseline="district")

    assert len(page.exception) == 0
    assert headline(page).startswith("Mablethorpe: higher than East Lindsey on ")


def test_a_place_of_the_deployment_is_offered_where_it_lies_and_is_the_sum_of_its_wards(
    open_page: OpenPage, catalogue: Catalogue
) -> None:
    page = open_page(AREA)
    (offered,) = [text.value for text in page.markdown if text.value.startswith("Several wards as one place: ")]
    assert "[Skegness (town)](area?ward=E05009893" in offered.replace("\\", "")
    assert not any(text.value.startswith("Several wards") for text in open_page(AREA, area="E10000020").markdown)

    own = parse_qs(urlsplit(re.search(r"\((area\?[^)]*)\)", offered)[1]).query)
    page = open_page(AREA, **{key: values[0] for key, values in own.items()})

    assert headline(page).startswith("Skegness: higher than England on ")
    wards = own["joined"][0].split(",")
    older = catalogue.figures("age-three-bands").latest("65-and-over").loc[wards]
    n, base = (f"{int(older[column].sum()):,}" for column in ("numerator", "denominator"))
    (table,) = [each for each in tables(page) if "Middle half" in each]
    assert table.at["Older people: Aged 65 and over", "Number and share"].startswith(f"{n} of {base} (")


def test_main_figures_are_grouped_by_topic_and_each_cell_has_its_label_for_a_phone(open_page: OpenPage) -> None:
    page = open_page(AREA, ward=MABLETHORPE)

    (drawn,) = [each.proto.body for each in page.get("html") if '<table class="jsna-spine"' in each.proto.body]
    lines, groups = drawn.count('<th scope="row">'), drawn.count("<tbody>")
    assert [int(number) for number in re.findall(r'scope="rowgroup" rowspan="(\d+)"', drawn)][:3] == [2, 1, 1]
    assert drawn.count('scope="rowgroup"') == groups < lines
    for head in ("Number and share", "In England", "Compared"):
        assert drawn.count(f'<td data-label="{head}">') == lines


def test_a_district_says_what_exists_and_why_nothing_is_carried_forward(open_page: OpenPage) -> None:
    page = open_page(AREA, area=EAST_LINDSEY)

    said = [text.value.replace("\\", "") for text in page.markdown]
    assert any(text.startswith("Figures are carried forward for wards only") for text in said)
    (schools,) = [text for text in said if text.startswith("**Schools in East Lindsey: 78**")]
    assert "[See them on the map](map?area=E07000137&services=schools)" in schools
    assert any(text.startswith("Nothing is recorded for East Lindsey yet") for text in said)
