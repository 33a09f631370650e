"""The parts of the ward profile page: a summary, a section for each characteristic, the download."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from jsna.areas.places import above, name_of
from jsna.catalogue.availability import indicators_of
from jsna.figures.ward import dots, dots_in_words, ward_profile_table
from jsna.model.area import ENGLAND, Level
from jsna.model.characteristic import NINE, Characteristic
from jsna.model.comparison import ABOVE, BELOW
from jsna.model.selection import Selection
from jsna.model.ward import ProfileRow
from jsna.outputs.ward import ward_profile_csv
from jsna.ui import clock, data, timeliness, ways
from jsna.ui.parts import msoas, ten_years
from jsna.ui.reading import STILL, reading_table, sentence
from jsna.words import gaps
from jsna.words.numbers import count, spoken
from jsna.words.plain import escaped
from jsna.words.provenance import source_link

#: Anchors of the sections that the register fills.
EXISTS, SAY = "what-exists", "people-say"
#: Anchor of the modelled figures.
FORWARD = "carried-forward"


def summary(selection: Selection, rows: list[ProfileRow]) -> None:
    """Draw the ward's name, where it lies, and how much of what is known is unusual."""
    areas = data.catalogue().areas
    ward = str(selection.ward)
    holders = dict.fromkeys(code for code in above(areas, ward).values() if code != ENGLAND)
    st.header(escaped(name_of(areas, ward)), anchor=False)
    st.markdown(f"In {escaped(', '.join(name_of(areas, code) for code in holders))}.")
    sentence(_in_short(name_of(areas, ward), [row for row in rows if row.level is Level.WARD]))
    notes = (gaps.without_output_area(name_of(areas, ward), rows), _known_for_district(rows))
    st.markdown(escaped(" ".join(filter(None, notes))))
    _contents(ward)


def _contents(ward: str) -> None:
    """Draw links to the sections of the page, and to what a characteristic's section says of ten years before."""
    titles = {EXISTS: "What exists already"}
    for each in characteristics():
        titles[each.value] = _title(each)
        first = next(iter(indicators_of(data.catalogue(), each)), None)
        if first is not None and (heading := ten_years.heading_of(first.slug, ward)):
            titles[ten_years.anchor_of(first.slug)] = f"{_title(each)} {heading}"
    titles |= {SAY: "What people say", FORWARD: "Carried forward to today"}
    st.markdown(f"On this page: {' · '.join(f'[{escaped(title)}](#{anchor})' for anchor, title in titles.items())}")


def _title(characteristic: Characteristic) -> str:
    entry = data.catalogue().characteristics.get(characteristic)
    return entry.title if entry else "Wider needs: health, housing, work"


def characteristics() -> list[Characteristic]:
    """Return every section of the page, even empty ones: the nine characteristics in the Act's order, then everyone."""
    return [*NINE, Characteristic.EVERYONE]


def section(characteristic: Characteristic, rows: list[ProfileRow], selection: Selection) -> None:
    """Draw one characteristic: its figures as a table, then as dots; or the reason why they are missing."""
    entry = data.catalogue().characteristics.get(characteristic)
    st.header(escaped(_title(characteristic)), anchor=characteristic.value)
    own = [row for row in rows if row.indicator.characteristic is characteristic]
    if entry is not None and entry.warning:
        st.markdown(escaped(entry.warning))
    if not own:
        st.info(_why_not(characteristic), icon=":material/info:")
        if entry is not None and entry.elsewhere is not None:
            st.markdown(gaps.elsewhere(entry.elsewhere))
        return
    for number, indicator in enumerate(indicators_of(data.catalogue(), characteristic)):
        together = [row for row in own if row.indicator.slug == indicator.slug]
        if number == 0:
            _indicator(together, selection)
            _dots(together)
            ten_years.beside(indicator.slug, str(selection.ward))
            continue
        with st.expander(escaped(indicator.title)):
            _indicator(together, selection)


def _indicator(rows: list[ProfileRow], selection: Selection) -> None:
    """Draw one indicator's groups, each with a link to its map; one line if no group has a figure here."""
    indicator, name = rows[0].indicator, rows[0].figure.name  # of the district, where that is the smallest area
    beside = timeliness.beside(indicator, str(selection.ward))
    source = source_link(indicator, rows[0].group_code, rows[0].level)
    st.markdown(
        f"**{escaped(indicator.title)}.** {escaped(indicator.summary)} {source} {beside[:1].upper()}{beside[1:]}"
    )
    if not any(row.figure.counted for row in rows):
        st.markdown(f"No figure for {escaped(name)}: {escaped(rows[0].figure.reason)}.")
        return
    addresses = {row.group_code: ways.to_map(indicator, selection, row.group_code) for row in rows}
    reading_table(ward_profile_table(rows, addresses), f"{indicator.title} in {name}")
    shown = replace(selection, characteristic=indicator.characteristic, indicator=indicator.slug)
    st.markdown(ways.answering(replace(shown, group=indicator.first_group)))


def _dots(rows: list[ProfileRow]) -> None:
    """Draw a characteristic's main indicator as dots, for readers who prefer a chart to a table."""
    name = rows[0].figure.name
    drawn = dots(rows, name, clock.today())
    if drawn is not None:
        key = f"jsna.dots.{rows[0].indicator.slug}"
        st.plotly_chart(drawn, theme=None, config=STILL, alt=dots_in_words(rows, name), key=key)


def download(selection: Selection, rows: list[ProfileRow]) -> None:
    """Draw the download of every row."""
    catalogue, ward = data.catalogue(), str(selection.ward)
    areas, year = catalogue.areas, catalogue.year
    name = name_of(areas, ward)
    codes = {Level.WARD: ward, **above(areas, ward)}
    st.download_button(
        "Download everything on this page (CSV)",
        lambda: ward_profile_csv(rows, codes, data.release(), year, clock.today(), msoas.of_ward(ward)),
        file_name=f"{name.lower().replace(' ', '-')}.csv",
        mime="text/csv",
        on_click="ignore",
    )


def _in_short(name: str, rows: list[ProfileRow]) -> str:
    """Return how many of a ward's own figures differ; a figure that is not known is not counted."""
    known = [row.figure for row in rows if row.figure.counted]
    if not known:
        return f"No figure is known for {spoken(name)} itself."
    higher, lower = (sum(figure.verdict in side for figure in known) for side in (ABOVE, BELOW))
    much, rare = sum(figure.is_much for figure in known), sum(bool(figure.rare) for figure in known)
    base, all_of_them = spoken(known[0].baseline_name), f"{count(len(known))} figures"
    differs = f"{spoken(name)} is higher than {base} on {count(higher)} of {all_of_them} and lower on {count(lower)}"
    ends = f"{count(rare)} {'is' if rare == 1 else 'are'} among the 25 in 1,000 at either end of England's wards"
    far = f"{count(much)} of these are much higher or much lower"
    return f"{differs[:1].upper()}{differs[1:]}. {far}. {ends if rare else 'None is rare among wards'}."


def _known_for_district(rows: list[ProfileRow]) -> str:
    """Return how many figures are known for the ward's district only; may be empty."""
    above = [row.figure for row in rows if row.level is not Level.WARD and row.figure.counted]
    if not above:
        return ""
    return f"Another {count(len(above))} are known only for its district, {spoken(above[0].name)}, and marked so."


def _why_not(characteristic: Characteristic) -> str:
    entry = data.catalogue().characteristics[characteristic]
    return gaps.reasons(gap.reason for gap in entry.gaps) or entry.summary
