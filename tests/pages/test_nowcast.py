"""The switch for modelled figures on the area page."""

from __future__ import annotations

import io
from datetime import date

import pandas as pd

from jsna.analysis.nowcast import nowcasts
from jsna.catalogue.read import Catalogue
from jsna.outputs.nowcast import nowcast_csv
from tests.pages.conftest import OpenPage, tables

PAGE = "pages/explore/area.py"


def test_modelled_figures_are_off_unless_asked_for(open_page: OpenPage) -> None:
    page = open_page(PAGE, ward="E05009888")

    assert page.selectbox(key="jsna.page.nowcast").value == "off"
    assert not any("modelled and experimental" in text.value for text in page.markdown)


def test_a_link_turns_them_on_and_says_what_they_assume(open_page: OpenPage) -> None:
    page = open_page(PAGE, ward="E05009888", nowcast="on")

    texts = [text.value for text in page.markdown]
    assert any("**modelled and experimental**" in text for text in texts)
    (table,) = (text.body for text in page.get("html") if "Modelled figures beside what was counted" in text.body)
    assert "about 2,858 of 8,271" in table
    assert "as if the share had not changed" in table
    assert "Limited in day-to-day activities, 2011" not in table


def test_what_stands_for_a_topic_is_in_the_table_and_the_rest_in_the_download(open_page: OpenPage) -> None:
    page = open_page(PAGE, ward="E05009888", nowcast="on")

    (shown,) = (table for table in tables(page) if "Modelled" in table)
    assert list(shown.index) == [
        "Age in three bands: Aged 65 and over",
        "Age in three bands: Aged 14 and under",
        "Disabled people: Disabled",
        "Ethnic group in five: White",
        "Country of birth: Born outside the UK",
        "Religion: No religion",
        "Sex: Female",
        "General health: Bad or very bad health",
    ]
    labels = [button.proto.label for button in page.get("download_button")]
    (label,) = (each for each in labels if "modelled" in each)
    assert int(label.split()[2]) > 60


def test_every_row_of_the_download_says_that_it_is_modelled(catalogue: Catalogue) -> None:
    found, _ = nowcasts(catalogue, "E05009888", date(2026, 11, 29))

    rows = pd.read_csv(io.BytesIO(nowcast_csv(found, "E05009888", "release", 2022)))

    assert len(rows) == len(found)
    assert rows["rests_on"].str.startswith("Modelled, not counted.").all()
    own = rows[rows["group"] == "Disabled"].iloc[0]
    assert (own["counted_numerator"], own["modelled_denominator"], own["areas"]) == (
        2837,
        8271,
        "wards of December 2022",
    )
