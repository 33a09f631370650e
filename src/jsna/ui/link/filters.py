"""The shared filters: place, characteristic, indicator, group, baseline, ward; and what the map shows."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from jsna.analysis.profile import one_area
from jsna.areas.places import areas_within, full_names, is_ward_in, name_of
from jsna.catalogue.kept import kept
from jsna.catalogue.read import Catalogue
from jsna.figures.painting import Shapes
from jsna.figures.shade import opening_view, views_of
from jsna.model.area import ENGLAND, WARD_YEARS, Level
from jsna.model.characteristic import Characteristic
from jsna.model.comparison import Comparison
from jsna.model.profile import Profiled
from jsna.model.selection import Baseline, Selection
from jsna.ui import data, terms
from jsna.ui.link import address_bar, first_of, of_characteristic, page_state, state
from jsna.ui.link.labels import BASELINE_LABELS, LABELS, VIEW_LABELS
from jsna.ui.link.state import pick
from jsna.words.numbers import listed
from jsna.words.plain import escaped

NO_WARD = ""


def choose() -> Selection:
    """Draw every shared filter and return what is chosen; the address follows."""
    catalogue = data.catalogue()
    with st.sidebar:
        chosen = _place(catalogue, state.selection())
        chosen = _indicator(catalogue, chosen)
        chosen = _baseline(chosen)
        chosen = _ward(catalogue, chosen, narrow=True)
    state.keep(chosen)
    return chosen


def choose_view(comparison: Comparison, selection: Selection) -> Selection:
    """Draw the switch of what the map and bars show, and return the selection with it; the address follows.

    The position that is shown where none is chosen stays out of the link, which so goes on showing what shows most.

    Args:
        comparison: what is shown; positions that it has nothing for are left out.
        selection: the choices so far.
    """
    views, opening = views_of(comparison), opening_view(comparison)
    asked = selection.measure if selection.measure in views else None
    shown = asked or opening
    drawn = state.switch(LABELS["measure"], views, shown, VIEW_LABELS.__getitem__, "measure")
    if drawn is not shown:
        asked = None if drawn is opening else drawn
    address_bar.visit().shown["measure"] = drawn.value
    chosen = replace(selection, measure=asked)
    state.keep(chosen)
    return chosen


def choose_rare() -> bool:
    """Draw the box for showing only the areas at either end; return whether it is ticked."""
    return page_state.tick("Only the rare", ("all", "rare"), "rare")


def choose_shapes() -> Shapes:
    """Draw the box for areas that all have one size; return how they are drawn."""
    return "tiles" if page_state.tick("All the same size", ("ground", "tiles"), "shapes") else "ground"


def choose_place(*, baseline: bool = True) -> Selection:
    """Draw the filters of place and baseline and return what is chosen.

    Args:
        baseline: whether the page compares with what the reader chooses; without that the list is not drawn.
    """
    with st.sidebar:
        chosen = _place(data.catalogue(), state.selection())
        chosen = _baseline(chosen) if baseline else chosen
    state.keep(chosen)
    return chosen


def choose_ward() -> Selection:
    """Draw the filters of place and baseline and, first on the page, the ward; return what the page shows.

    Without a ward the page shows one as an example and says so: it is not a choice, so it is not kept and not in
    the link.
    """
    catalogue = data.catalogue()
    with st.sidebar:
        chosen = _baseline(_place(catalogue, state.selection()))
    prompt = st.empty()
    chosen = _ward(catalogue, chosen, narrow=False)
    state.keep(chosen)
    if chosen.ward is not None:
        return chosen
    example = _example(catalogue, chosen.area)
    name = escaped(name_of(catalogue.areas, example))
    prompt.markdown(f"**You have not chosen a ward.** This is {name}, as an example. Choose one here:")
    return replace(chosen, ward=example)


def choose_profile() -> tuple[Selection, Profiled]:
    """Draw the filters of place and baseline and, first on the page, the wards; return what the profile is about.

    No ward: the whole place; one: that ward; several: these taken together, under a name of the reader's. All of
    England has no profile: without a ward or a district one ward is shown as an example, which is no choice.
    """
    catalogue = data.catalogue()
    with st.sidebar:
        chosen = _baseline(_place(catalogue, state.selection()))
    prompt = st.empty()
    place = _district(catalogue, chosen, narrow=False) if chosen.area == ENGLAND else chosen.area
    whole = name_of(catalogue.areas, place) if place else ""
    names = _names_of_wards(catalogue, place)
    wards = page_state.wards(LABELS["ward"], names, chosen.ward, f"All of {whole}" if whole else "No ward chosen")
    chosen = replace(chosen, ward=wards[0] if wards else None)
    state.keep(chosen)
    if len(wards) > 1:
        called = page_state.text("Name of these wards together", "called", "for example Skegness")
        return chosen, Profiled(
            tuple(wards), called.strip() or listed([name_of(catalogue.areas, ward) for ward in wards])
        )
    shown = (wards or [place])[0] or _example(catalogue, chosen.area)
    about = one_area(catalogue, shown)
    if not wards and not place:
        prompt.markdown(f"**You have not chosen a place.** This is {escaped(about.name)}, as an example.")
        chosen = replace(chosen, ward=shown)
    return chosen, about


def _example(catalogue: Catalogue, place: str) -> str:
    """Return the ward of ``place.toml`` where the place holds it, else the place's first by name."""
    inside = areas_within(catalogue.areas, place, Level.WARD)
    usual = catalogue.place.ward
    return usual if usual in inside.index else str(inside["name"].sort_values().index[0])


def _place(catalogue: Catalogue, chosen: Selection) -> Selection:
    names = place_names(catalogue)
    area = pick(LABELS["area"], list(names), chosen.area, names.__getitem__, "area", "Type to search.", narrow=True)
    keeps = chosen.ward is not None and is_ward_in(catalogue.areas, chosen.ward, area)
    return _wards(catalogue, replace(chosen, area=area, ward=chosen.ward if keeps else None))


def _wards(catalogue: Catalogue, chosen: Selection) -> Selection:
    """Draw the choice of the list of wards. Another choice moves the address, and the page starts again with it."""
    year = state.switch(LABELS["wards"], WARD_YEARS, catalogue.year, str, "wards")
    if year == catalogue.year:
        return replace(chosen, wards=year)
    there = catalogue.of_wards(year).areas.index
    return state.reopen(replace(chosen, wards=year, ward=chosen.ward if chosen.ward in there else None), year)


def _indicator(catalogue: Catalogue, chosen: Selection) -> Selection:
    titles = {item: entry.title for item, entry in catalogue.characteristics.items()}
    everyone = {Characteristic.EVERYONE: "Wider needs: health, housing, work"}
    titles = titles | everyone
    characteristic = pick(
        LABELS["characteristic"],
        list(Characteristic),
        chosen.characteristic,
        titles.__getitem__,
        "characteristic",
        terms.meaning("protected-characteristic"),
        narrow=True,
    )
    if characteristic is not chosen.characteristic or not chosen.indicator:
        chosen = first_of(catalogue, chosen, characteristic)
    slugs = of_characteristic(catalogue, characteristic)
    if not slugs:
        return chosen
    indicators = catalogue.indicators
    slug = pick(
        LABELS["indicator"],
        slugs,
        chosen.indicator,
        lambda item: indicators[item].title,
        "indicator",
        terms.meaning("indicator"),
        narrow=True,
    )
    if slug != chosen.indicator:
        chosen = replace(chosen, indicator=slug, group=indicators[slug].first_group)
    groups = indicators[slug].groups
    return replace(
        chosen,
        group=pick(LABELS["group"], list(groups), chosen.group, lambda code: groups[code].label, "group", narrow=True),
    )


def _baseline(chosen: Selection) -> Selection:
    kinds = [kind for kind in Baseline if kind is not Baseline.ALIKE or data.knows_alike()]
    baseline = pick(
        LABELS["baseline"],
        kinds,
        chosen.baseline if chosen.baseline in kinds else Baseline.ENGLAND,
        BASELINE_LABELS.__getitem__,
        "baseline",
        terms.meaning("baseline"),
        narrow=True,
    )
    return replace(chosen, baseline=baseline)


def _ward(catalogue: Catalogue, chosen: Selection, *, narrow: bool) -> Selection:
    """Draw the place's wards; over all England one district's, because the whole list is long to send."""
    place = _district(catalogue, chosen, narrow=narrow) if chosen.area == ENGLAND else chosen.area
    names = _names_of_wards(catalogue, place)
    nothing = "All wards" if narrow and place else "No ward chosen"
    ward = pick(
        LABELS["ward"],
        [NO_WARD, *names],
        chosen.ward or NO_WARD,
        lambda code: names.get(code, nothing),
        "ward",
        "Type a ward's name.",
        narrow=narrow,
    )
    return replace(chosen, ward=ward or None)


def _district(catalogue: Catalogue, chosen: Selection, *, narrow: bool) -> str:
    """Draw the list of districts and return the one whose wards are listed, or nothing."""
    names = _names_of(catalogue, Level.DISTRICT)
    # A district that was chosen stays so while no ward is: only the ward is in the address.
    had = catalogue.areas.at[chosen.ward, "district"] if chosen.ward else st.session_state.get("jsna.district", "")
    return pick(
        "District of the ward",
        [NO_WARD, *names],
        str(had),
        lambda code: names.get(code, "No district chosen"),
        "district",
        "Type to search. Its wards are in the next list.",
        narrow=narrow,
    )


@kept(64)
def _names_of_wards(catalogue: Catalogue, place: str) -> dict[str, str]:
    """Return the full names of a place's wards by code, in order; none without a place.

    A dictionary: looking each name up in a Series would take longer than everything else here.
    """
    inside = areas_within(catalogue.areas, place, Level.WARD) if place else catalogue.areas.head(0)
    named = full_names(catalogue.areas, inside).sort_values()
    return {str(code): str(name) for code, name in named.items()}


def place_names(catalogue: Catalogue) -> dict[str, str]:
    """Return the name of every place that can be chosen, by its code: England, then counties, then districts."""
    england = {ENGLAND: name_of(catalogue.areas, ENGLAND)}
    return england | _names_of(catalogue, Level.COUNTY) | _names_of(catalogue, Level.DISTRICT)


@kept(4)
def _names_of(catalogue: Catalogue, level: Level) -> dict[str, str]:
    """Return the names of all areas of a level by code, in order. Kept: to look each up in a Series takes ten times."""
    areas = catalogue.areas
    named = areas.loc[areas["level"] == level.value, "name"].sort_values()
    return {str(code): str(name) for code, name in named.items()}
