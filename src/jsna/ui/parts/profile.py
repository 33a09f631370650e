"""The parts of the profile page: the area at a glance, a section for each characteristic on request, the download."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from jsna.analysis.profile import holders
from jsna.areas.places import is_ward_in, level_of, name_of
from jsna.catalogue.availability import indicators_of
from jsna.catalogue.joined_places import joined_places
from jsna.catalogue.kept import kept
from jsna.catalogue.neighbourhoods import among
from jsna.catalogue.read import Catalogue
from jsna.errors import JsnaError
from jsna.figures.locator import locator_html
from jsna.figures.profile import profile_table
from jsna.figures.reading import table_html
from jsna.model.area import ENGLAND, Level
from jsna.model.characteristic import NINE, Characteristic
from jsna.model.comparison import ABOVE, BELOW
from jsna.model.profile import Profiled, ProfileRow
from jsna.model.selection import Selection
from jsna.model.slug import slug_of
from jsna.outputs.profile import profile_csv
from jsna.ui import clock, data, timeliness, ways
from jsna.ui.about import source as source_of
from jsna.ui.parts import msoas, nowcast, provision, services, ten_years, timeline
from jsna.ui.reading import sentence
from jsna.words import alike, gaps, neighbourhoods
from jsna.words.nowcast import NOT_CARRIED
from jsna.words.numbers import count, listed, spoken
from jsna.words.plain import Link, Markdown, escaped

#: So many indicators of profiles are kept as they are drawn, six kilobytes each: those of ten profiles.
KEPT = 600


def name_and_place(about: Profiled, rows: list[ProfileRow], selection: Selection) -> None:
    """Draw the area's name, where it lies as words and as a small map, its finding and its people."""
    areas = data.catalogue().areas
    around = [code for code in holders(areas, about.codes).values() if code not in (ENGLAND, *about.codes)]
    left, right = st.columns([7, 1], vertical_alignment="center")
    with left:
        st.header(escaped(about.name), anchor=False)
        within = listed([spoken(name_of(areas, code)) for code in dict.fromkeys(around)])
        own = [row for row in rows if row.is_own]
        said = (
            alike.not_compared([row.figure for row in own]),
            alike.instead_of(selection.baseline, own[0].figure.baseline_name) if own else "",
            gaps.without_output_area(about.name, rows),
            _known_above(rows),
        )
        notes = escaped(" ".join(filter(None, said)))
        if about.is_joined:
            wards = listed([name_of(areas, code) for code in about.codes])
            st.markdown(escaped(f"{len(about.codes)} wards together: {wards}. In {within}.") + f" {notes}")
        else:
            st.markdown(f"In {escaped(within)}. {notes}")
        sentence(_in_short(about, own))
        timeline.population(about)
    with right:
        drawn, larger = data.outline(about)
        st.html(locator_html(drawn, f"{about.name} in {spoken(larger)}"))


def ready_made(selection: Selection) -> None:
    """Draw the way to each place of several wards that lies in the place chosen; nothing where there is none."""
    try:
        places = joined_places(data.catalogue())
    except JsnaError as problem:
        st.info(escaped(str(problem)), icon=":material/info:")
        return
    ways_to = []
    for place in places:
        areas = data.catalogue().of_wards(place.year).areas
        if all(is_ward_in(areas, ward, selection.area) for ward in place.wards):
            shown = replace(selection, ward=place.wards[0], wards=place.year)
            own = {"joined": ",".join(place.wards), "called": place.name}
            ways_to.append(
                Link(f"{place.name} ({place.kind.lower()})", ways.to_page(ways.PROFILE, shown, own)).markdown
            )
    if ways_to:
        st.markdown(f"Several wards as one place: {' · '.join(ways_to)}")


def characteristics() -> list[Characteristic]:
    """Return every section of the page, even empty ones: the nine characteristics in the Act's order, then everyone."""
    return [*NINE, Characteristic.EVERYONE]


def title(characteristic: Characteristic) -> str:
    """Return the name of a section."""
    entry = data.catalogue().characteristics.get(characteristic)
    return entry.title if entry else "Wider needs: health, housing, work"


def sections(rows: list[ProfileRow], selection: Selection, about: Profiled) -> None:
    """Draw every figure, closed: a section for each characteristic."""
    with st.expander("All figures, by characteristic"):
        for characteristic in characteristics():
            _section(characteristic, rows, selection, about)


def _section(characteristic: Characteristic, rows: list[ProfileRow], selection: Selection, about: Profiled) -> None:
    """Draw one characteristic, closed: its figures as tables, or the reason why they are missing."""
    with st.expander(escaped(title(characteristic))):
        entry = data.catalogue().characteristics.get(characteristic)
        own = [row for row in rows if row.indicator.characteristic is characteristic]
        if entry is not None and entry.warning:
            st.markdown(escaped(entry.warning))
        if not own:
            st.info(escaped(_why_not(characteristic)), icon=":material/info:")
            if entry is not None and entry.elsewhere is not None:
                st.markdown(gaps.elsewhere(entry.elsewhere))
        for indicator in indicators_of(data.catalogue(), characteristic):
            _indicator(indicator.slug, about, selection)
        if is_ward(about):
            msoas.beside(characteristic, about.codes[0])


def _indicator(slug: str, about: Profiled, selection: Selection) -> None:
    """Draw one indicator's groups, each with a link to its map; one line if no group has a figure here."""
    told = _told(data.catalogue(), slug, about, selection, clock.today())
    st.markdown(told.lead)
    if told.table:
        st.html(told.table)
    for line in told.below:
        st.markdown(line)
    if told.table and not about.is_joined:
        ten_years.beside(slug, about.codes[0])


class _Told(NamedTuple):
    """What is drawn of one indicator: its lead, the table of its groups as HTML, and what stands below it."""

    lead: Markdown
    table: str
    below: tuple[Markdown, ...]


@kept(KEPT)
def _told(shown: Catalogue, slug: str, about: Profiled, selection: Selection, today: date) -> _Told:  # noqa: ARG001
    """What is drawn of one indicator. The day is a key: it says how old the figures are."""
    rows = [row for row in data.profile(about, selection.baseline) if row.indicator.slug == slug]
    indicator, name = rows[0].indicator, rows[0].figure.name  # of a larger area, where that is the smallest
    beside = timeliness.beside(indicator, *about.codes)
    source = source_of(indicator, rows[0].group_code, rows[0].level)
    lead = Markdown(f"**{escaped(indicator.title)}.** {escaped(indicator.summary)} {source} Date: {beside}")
    if not any(row.figure.counted for row in rows):
        return _Told(lead, "", (Markdown(f"No figure for {escaped(name)}: {escaped(rows[0].figure.reason)}."),))
    addresses = {row.group_code: ways.to_map(indicator, selection, row.group_code) for row in rows}
    table = table_html(profile_table(rows, addresses), f"{indicator.title} in {name}", sorts=True)
    near = escaped(_neighbourhoods(rows, about.codes[0]) if is_ward(about) else "")
    own = replace(selection, characteristic=indicator.characteristic, indicator=slug, group=indicator.first_group)
    return _Told(lead, table, tuple(filter(None, (near, ways.answering(own)))))


def _neighbourhoods(rows: list[ProfileRow], ward: str) -> str:
    """Return how far an indicator's figures range among the ward's neighbourhoods; empty where that is not known."""
    ranges = among(data.catalogue(), ward)
    known = [row for row in rows if (row.indicator.slug, row.group_code) in ranges]
    said = [
        neighbourhoods.sentence(row.group.label, ranges[row.indicator.slug, row.group_code], row.indicator)
        for row in known
    ]
    return " ".join(said)


def details() -> DeltaGenerator:
    """Return the place of what is drawn closed, line below line."""
    return st.container(key="jsna-details")


def services_and_forecast(about: Profiled, selection: Selection) -> None:
    """Draw, closed, what exists already in an area, and a ward's figures carried forward to today."""
    with st.expander("What exists already"):
        provision.beside(about.codes[0], selection)
        services.beside(about.codes[0], selection)
    with st.expander("Carried forward to today"):
        if is_ward(about):
            nowcast.section(about.codes[0])
        else:
            st.markdown(NOT_CARRIED)


def download(about: Profiled, rows: list[ProfileRow]) -> None:
    """Draw the download of every row."""
    release, year = data.release(), data.catalogue().year
    touched = msoas.of_ward(about.codes[0]) if is_ward(about) else []
    st.download_button(
        "Download everything on this page (CSV)",
        lambda: profile_csv(rows, release, year, clock.today(), touched),
        file_name=f"{slug_of(about.name)}.csv",
        mime="text/csv",
        on_click="ignore",
    )


def _in_short(about: Profiled, rows: list[ProfileRow]) -> str:
    """Return how many of an area's own figures differ; a figure that is not known is not counted."""
    name, known = spoken(about.name), [row.figure for row in rows if row.figure.known]
    if not known:
        return f"No figure is known for {name} itself."
    higher, lower = (sum(figure.verdict in side for figure in known) for side in (ABOVE, BELOW))
    base, all_of_them = spoken(known[0].baseline_name), f"{count(len(known))} figures"
    # Without a verb: several wards together have a name that may be of one or of many.
    said = f"{name}: higher than {base} on {count(higher)} of {all_of_them}, lower on {count(lower)}."
    return f"{said[:1].upper()}{said[1:]}"


def _known_above(rows: list[ProfileRow]) -> str:
    """Return how many figures are only available for a larger area; may be empty."""
    above = [row.figure for row in rows if not row.is_own and row.figure.counted]
    if not above:
        return ""
    where = listed(list(dict.fromkeys(spoken(figure.name) for figure in above)))
    return f"{count(len(above))} more figures are only available for {where}."


def _why_not(characteristic: Characteristic) -> str:
    entry = data.catalogue().characteristics[characteristic]
    return gaps.reasons(gap.reason for gap in entry.gaps) or entry.summary


def is_ward(about: Profiled) -> bool:
    """Return whether a profile is of one ward."""
    return not about.is_joined and level_of(data.catalogue().areas, about.codes[0]) is Level.WARD
