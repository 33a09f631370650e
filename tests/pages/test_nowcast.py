"""The switch for modelled figures on the area page."""

from __future__ import annotations

from tests.pages.conftest import OpenPage

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
