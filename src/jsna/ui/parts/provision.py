"""What exists already: the map and list of a place, one entry, and the short list on a ward's page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from jsna.analysis.marked import of_provision
from jsna.analysis.provision import by_ward, existing
from jsna.areas.places import above, areas_within, level_of, lies_in, name_of
from jsna.catalogue.kept_codes import codes_of_ward, count_cut
from jsna.errors import JsnaError
from jsna.figures import provision as figures
from jsna.figures.marked import layer
from jsna.model.area import ENGLAND, Level
from jsna.model.characteristic import NINE, Characteristic
from jsna.model.register.existing import Existing
from jsna.model.register.person import Right
from jsna.model.register.provision import Provision
from jsna.model.selection import Selection
from jsna.register.register import Wanted
from jsna.ui import clock, data, recording, ways
from jsna.ui.area_map import area_map
from jsna.ui.link import page_state, state
from jsna.ui.ordering import By, in_order
from jsna.ui.parts.responses import area_names
from jsna.ui.reading import page_of, reading_table, sentence
from jsna.ui.register import person, register
from jsna.words import provision as words
from jsna.words.plain import Link, escaped

PAGE, KEY = "provision", "entry"
ROWS_A_PAGE, ON_A_PROFILE = 20, 5
#: What the list can be ordered by.
_BY = {
    "name": By("Name", lambda entry: entry.provision.name.casefold()),
    "whom": By("For whom", lambda entry: entry.provision.whom.casefold() or None),
    "checked": By("Last checked", lambda entry: entry.provision.checked_on, down=True),
}
ALL = ""


def of_place(area: str) -> list[Existing]:
    """Draw the choice of for whom, and return what exists in a place as this reader sees it, by name."""
    titles = {each.value: data.catalogue().characteristics[each].title for each in NINE}
    chosen = page_state.pick("For whom", {ALL: "Everybody", **titles}, "whom")
    return recorded(area, Characteristic(chosen) if chosen else None)


def recorded(area: str, characteristic: Characteristic | None = None) -> list[Existing]:
    """Return what exists in a place as this reader sees it, by name; only what is for some people where asked."""
    return existing(_found(_within(area)), clock.today(), characteristic)


def choose(entries: Sequence[Existing]) -> Existing | None:
    """Draw the choice of one entry, kept in the link; return it, or None for all of them."""
    if not entries:
        return None
    names = {each.provision.id: each.provision.name[:80] for each in entries}
    picked = page_state.pick("Show", {ALL: "The whole list", **names}, KEY)
    return next((each for each in entries if each.provision.id == picked), None)


def address(entry: Provision, view: Selection) -> str:
    """Return the address of the page that shows an entry."""
    return ways.to_page(PAGE, view, {KEY: entry.id})


def on_map(entries: Sequence[Existing], view: Selection) -> None:
    """Draw how many are recorded, and the map; or what the page is for."""
    areas = data.catalogue().areas
    place = name_of(areas, view.area)
    if not entries:
        st.info(
            f"Nothing is recorded for {escaped(place)} yet. {words.PURPOSE} **First step:** add one, or take in a "
            "list, below.",
            icon=":material/info:",
        )
        return
    sentence(words.headline(place, len(entries), sum(each.unchecked for each in entries)))
    wards = areas_within(areas, view.area, Level.WARD).index
    numbers = by_ward(data.catalogue(), entries).reindex(wards, fill_value=0)
    marks = layer(of_provision(data.catalogue(), entries))
    clicked = area_map(figures.picture(entries, marks, numbers, place, view.ward), view.area, Level.WARD)
    if clicked is not None and clicked != view.ward:
        state.move(replace(view, ward=clicked))
    st.markdown(words.ABSENCE)
    if cut := count_cut(data.catalogue(), ([place.code for place in each.provision.places] for each in entries)):
        st.markdown(escaped(words.cut(cut, data.catalogue().year)))


def listed(entries: Sequence[Existing], view: Selection) -> None:
    """Draw the list, a page at a time; those of the ward that is picked come first."""
    if not entries:
        return
    ordered, heads = in_order(sorted(entries, key=lambda each: not _in_ward(each, view.ward)), _BY)
    page = page_of(len(ordered), ROWS_A_PAGE)
    shown = ordered[(page - 1) * ROWS_A_PAGE : page * ROWS_A_PAGE]
    addresses = {each.provision.id: address(each.provision, view) for each in shown}
    place = name_of(data.catalogue().areas, view.area)
    reading_table(figures.table(shown, area_names(), addresses), f"What exists already in {place}", heads=heads)
    if any(each.provision.sample for each in shown):
        st.warning(recording.SAMPLE, icon=":material/science:")


def one(entry: Existing, view: Selection) -> None:
    """Draw one entry whole."""
    own = entry.provision
    recording.mark_sample(own)
    if person().may(Right.READ_ALL) and not own.published:
        st.info("Not published: only people with a role read this.", icon=":material/visibility_off:")
    st.header(escaped(own.name), anchor=False)
    row = figures.table([entry], area_names(), {}).iloc[0].drop("Name")
    rest = {"Phone": own.phone, "Website": own.website, "From the list": own.source}
    lines = {**{str(head): str(said) for head, said in row.items()}, **rest}
    st.markdown(
        "\n".join(f"- **{escaped(head)}:** {escaped(' '.join(said.split()))}" for head, said in lines.items() if said)
    )
    st.markdown(Link("The whole list", ways.to_page(PAGE, view)).markdown)


def beside(place: str, view: Selection) -> None:
    """Draw, on the page of a ward, a district or a county, a few entries of it and the way to all of them."""
    areas = data.catalogue().areas
    name, is_ward = name_of(areas, place), level_of(areas, place) is Level.WARD
    st.subheader("Recorded here", anchor=False)
    try:
        within = codes_of_ward(data.catalogue(), place) if is_ward else _within(place)
        entries = existing(_found(within), clock.today())
        district = len(_found([above(areas, place)[Level.DISTRICT]])) if is_ward else 0
    except JsnaError as problem:
        st.info(escaped(str(problem)), icon=":material/info:")
        return
    if entries:
        unchecked = sum(each.unchecked for each in entries)
        st.markdown(escaped(words.headline(name, len(entries), unchecked)))
        addresses = {each.provision.id: address(each.provision, view) for each in entries}
        shown = figures.table(entries[:ON_A_PROFILE], area_names(), addresses)
        reading_table(shown[["Name", "For whom", "Where", "When", "Last checked"]], f"What exists already in {name}")
    else:
        st.markdown(f"Nothing is recorded for {escaped(name)} yet. {words.ABSENCE}")
    if district:
        st.markdown(escaped(words.of_district(district)))
    st.markdown(Link("Everything that is recorded, and how to add to it", ways.to_page(PAGE, view)).markdown)


def _found(within: list[str] | None) -> list[Provision]:
    return register().find(person(), Provision, Wanted(areas=within, most=None))


def _within(area: str) -> list[str] | None:
    areas = data.catalogue().all_areas
    return None if area == ENGLAND else list(map(str, areas.index[lies_in(areas, area)]))


def _in_ward(entry: Existing, ward: str | None) -> bool:
    if ward is None:
        return False
    codes = codes_of_ward(data.catalogue(), ward)
    return any(place.code in codes for place in entry.provision.places)
