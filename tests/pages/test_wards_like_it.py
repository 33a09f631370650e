"""Ten wards like it as a baseline: what pages say of it, where it cannot be, and where it gives way to England."""

from __future__ import annotations

import re
from io import BytesIO

import pandas as pd

from jsna.analysis.comparison import compare
from jsna.analysis.profile import one_area, profile
from jsna.catalogue.read import Catalogue
from jsna.model.selection import Baseline, Subject
from jsna.outputs.comparison import comparison_csv
from jsna.outputs.profile import profile_csv
from jsna.ui import clock
from jsna.words.numbers import SPACE
from tests.pages.conftest import OpenPage, tables
from tests.pages.test_explore import headline
from tests.pages.test_links import address

MAP, AREA, COMPARE = "pages/explore/map.py", "pages/explore/area.py", "pages/explore/compare.py"
LINCOLNSHIRE, MABLETHORPE, LEGBOURNE = "E10000019", "E05009888", "E05009887"
TEN = "16,435 of 57,507 (28.6%)"
INSTEAD = "Wards like it are found for single wards only. So the comparison here is with England."


def written(page: object) -> str:
    return " ".join(re.sub(r"\\", "", text.value) for text in page.markdown)  # type: ignore[attr-defined]


def test_the_choice_is_in_the_link_and_leads_to_the_sentence_the_card_and_the_table(open_page: OpenPage) -> None:
    page = open_page(MAP, ward=MABLETHORPE)
    page.selectbox(key="jsna.baseline").select(Baseline.ALIKE).run()

    assert address(page) == {"ward": MABLETHORPE, "baseline": "alike"}
    assert headline(page) == (
        "In Mablethorpe 2,837 of 8,210 people (34.6%) are disabled: higher than ten wards like it (28.6%), "
        "about 491 more people."
    )
    (card,) = [each.proto.body for each in page.get("html") if '"jsna-card"' in each.proto.body]
    assert f"<dt>Compared with ten wards like it</dt><dd>higher</dd><dt>Ten wards like it</dt><dd>{TEN}</dd>" in card
    row = tables(page)[0].loc["Mablethorpe"]
    assert row["Compared with ten wards like it"] == f"higher: +6.0{SPACE}points, 491 more"
    assert row["Ten wards like it"] == TEN
    assert "natural variation of the area's own figure" in " ".join(written(page).split())
    assert "The ten are the wards of England that are most like the ward." in written(page)


def test_of_a_place_the_first_line_says_how_many_wards_differ_from_those_like_them(open_page: OpenPage) -> None:
    page = open_page(MAP, baseline="alike")

    assert headline(page) == ("Disabled: 50 of Lincolnshire's 157 wards are higher than ten wards like them, 16 lower.")


def test_scores_are_not_added_up_and_the_page_says_so(open_page: OpenPage) -> None:
    page = open_page(MAP, baseline="alike", indicator="imd-score")

    why = "rates and scores of several wards are not added up"
    assert headline(page).endswith(f"No ward is called higher or lower than ten wards like it: {why}.")
    assert set(tables(page)[0]["Compared with ten wards like it"]) == {f"not comparable: {why}"}


def test_districts_have_england_instead_and_the_page_says_so(open_page: OpenPage) -> None:
    page = open_page(MAP, baseline="alike", characteristic="sexual-orientation")

    assert INSTEAD in written(page)
    assert "Compared with England" in tables(page)[0]
    assert address(page)["baseline"] == "alike"


def test_a_profile_is_compared_with_them_and_says_what_is_not(open_page: OpenPage) -> None:
    page = open_page(AREA, ward=MABLETHORPE, baseline="alike")

    assert re.fullmatch(
        r"Mablethorpe: higher than ten wards like it on \d+ of \d+ figures, lower on \d+\.", headline(page)
    )
    assert "11 of these are not compared with ten wards like it: rates and scores of several wards" in written(page)
    assert "2,837 of 8,210 people (34.6%), about 491 more than at the rate of ten wards like it" in (written(page))
    told = [each for each in tables(page) if "Compared with ten wards like it" in each]
    (table,) = [each for each in told if TEN in set(each["Ten wards like it"])]
    (spine,) = [each for each in tables(page) if {"Compared", "Ten wards like it"} <= set(each)]
    assert spine.at["Disabled people: Disabled", "Ten wards like it"] == TEN
    assert table.at["Disabled", "Compared with ten wards like it"] == f"higher: +6.0{SPACE}points, 491 more"


def test_several_wards_together_have_england_instead(open_page: OpenPage) -> None:
    page = open_page(AREA, ward=MABLETHORPE, joined=f"{MABLETHORPE},{LEGBOURNE}", called="The coast", baseline="alike")

    assert headline(page).startswith("The coast: higher than England on ")
    assert INSTEAD in written(page)


def test_compare_speaks_of_one_ward_and_of_several(open_page: OpenPage) -> None:
    page = open_page(COMPARE, ward=MABLETHORPE, baseline="alike", columns="disabled-people.disabled")

    assert headline(page) == "50 of 157 wards of Lincolnshire are higher than ten wards like them on “Disabled people”."
    assert "Your ward, Mablethorpe, is higher than ten wards like it." in written(page)


def test_downloads_give_the_counts_of_the_ten(catalogue: Catalogue) -> None:
    compared = compare(catalogue, Subject(LINCOLNSHIRE, "disabled-people", "disabled", Baseline.ALIKE))
    rows = profile(catalogue, one_area(catalogue, MABLETHORPE), Baseline.ALIKE)
    files = (
        pd.read_csv(BytesIO(comparison_csv(compared, "r", 2022))).rename(columns={"baseline_name": "called"}),
        pd.read_csv(BytesIO(profile_csv(rows, "r", 2022, clock.today()))).rename(columns={"baseline": "called"}),
    )

    for file in files:
        own = file[(file["area_code"] == MABLETHORPE) & (file["called"] == "ten wards like it")]
        counts = own[["baseline_numerator", "baseline_denominator"]].to_numpy().tolist()
        assert [16435, 57507] in counts
