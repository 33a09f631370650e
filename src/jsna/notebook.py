"""The same figures, sentences and maps in a notebook: open the data, compare, show.

Nothing here uses Streamlit or needs a server: the map includes its own scripts.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import folium
import pandas as pd

from jsna.analysis import comparison as comparisons
from jsna.analysis.latest import indicator_of
from jsna.analysis.naming import names_of
from jsna.areas.places import areas_within, full_names, name_of, of_ward_year
from jsna.catalogue.read import Catalogue, open_catalogue
from jsna.catalogue.services import in_place
from jsna.catalogue.services import services as listed
from jsna.errors import JsnaError, LinkError
from jsna.figures import maps, tables
from jsna.figures.painting import Picture
from jsna.figures.shade import shade
from jsna.geo.assets import geometry_script
from jsna.model.area import WARD_LISTS, WARD_YEARS, Level
from jsna.model.comparison import Comparison
from jsna.model.register.person import ANYBODY, Person, Role
from jsna.model.selection import Baseline, Selection, View
from jsna.register import opening
from jsna.register.kinds import BY_NAME
from jsna.register.register import Register, Wanted
from jsna.settings import Settings
from jsna.words.sentences import in_full


def open_data(folder: str | Path | None = None, *, wards: int | None = None, roles: Collection[str] = ()) -> Catalogue:
    """Return the open data: its ``indicators`` by slug, its ``areas`` and their figures.

    Without a role it has what everybody may see, as the site has without a sign-in.

    Args:
        folder: a data folder; by default that of this checkout (or of ``JSNA_DATA``).
        wards: the list of wards, 2022 or 2025; by default the one that the place works with.
        roles: yours: ``viewer`` for figures that are for people who are signed in, ``moderator`` and so on.

    Raises:
        CatalogueError: the folder's files are missing or invalid.
        LinkError: there is no such list of wards.
    """
    if wards is not None and wards not in WARD_YEARS:
        message = f"There is no list of wards of {wards}. Known: {', '.join(map(str, WARD_YEARS))}."
        raise LinkError(message)
    reader = Person("this notebook", frozenset(map(Role, roles))) if roles else ANYBODY
    data = open_catalogue(Path(folder) if folder else Settings.read().data).seen_by(reader)
    return data if wards is None else data.of_wards(wards)


def compare(
    data: Catalogue,
    indicator: str,
    group: str | None = None,
    *,
    place: str | None = None,
    ward: str | None = None,
    baseline: str = "england",
    measure: str = "difference",
) -> Comparison:
    """Return every area of a place compared with its baseline: ``.areas`` is the frame, one row for each area.

    Args:
        data: from :func:`open_data`.
        indicator: its slug.
        group: code of a group; by default the indicator's first.
        place: name or code of a county, a district or England; by default the place that opens first.
        ward: name or code of a ward to pick out.
        baseline: ``england``, ``region``, ``county``, ``district``, or ``alike``: the ten wards most like each ward.
        measure: what the map shows: ``difference``, ``share``, ``ratio`` or ``extra``.

    Raises:
        LinkError: a name or code is not in the data, or several areas share a name.
    """
    described = indicator_of(data, indicator)
    area = find(data, place, (Level.COUNTY, Level.DISTRICT, Level.ENGLAND)) if place else data.place.area
    selection = Selection(
        area=area,
        characteristic=described.characteristic,
        indicator=indicator,
        group=group or described.first_group,
        baseline=Baseline(baseline),
        measure=View(measure),
        ward=find(data, ward, (Level.WARD,), within=area) if ward else None,
    )
    return replace(comparisons.compare(data, selection), selection=selection)


def find(data: Catalogue, name: str, levels: tuple[Level, ...], within: str | None = None) -> str:
    """Return the code of the one area with that name or code.

    Raises:
        LinkError: no area matches, or several do; the message lists them, or says where a ward is instead.
    """
    rows = data.areas if within is None else areas_within(data.areas, within, levels[0])
    found = _called(rows, name, levels)
    if len(found) == 1:
        return str(found.index[0])
    several = ", ".join(f"{code} {words}" for code, words in full_names(data.areas, found).items())
    msg = f"{name!r} is several areas: {several}." if several else _nowhere(data, name, levels, within)
    raise LinkError(msg)


def _called(areas: pd.DataFrame, name: str, levels: tuple[Level, ...]) -> pd.DataFrame:
    areas = areas[areas["level"].isin([level.value for level in levels])]
    return areas[(areas["name"].str.casefold() == name.casefold()) | (areas.index == name)]


def _nowhere(data: Catalogue, name: str, levels: tuple[Level, ...], within: str | None) -> str:
    """What to do about an area that was not found: it may be in another place, or a ward of the other list."""
    if within is not None and not _called(data.areas, name, levels).empty:
        return f"{name!r} is not in {name_of(data.areas, within)}: name its place with place=…."
    for year in WARD_YEARS:
        if not _called(of_ward_year(data.all_areas, year), name, levels).empty:
            return f"{name!r} is not one of the wards of {WARD_LISTS[data.year]}: open_data(wards={year}) has it."
    return f"{name!r} is no area here."


def sentence(comparison: Comparison) -> str:
    """Return the one line for a board: about the picked ward, or about the whole place."""
    return in_full(comparison)


def table(comparison: Comparison, rows: int = 12, order: str = "above") -> pd.DataFrame:
    """Return the first rows of the comparison as words, n of N first.

    Args:
        comparison: from :func:`compare`.
        rows: how many.
        order: a key of ``jsna.figures.tables.ORDERS``.
    """
    return tables.comparison_table(comparison.areas.loc[tables.ordered(comparison, order)[:rows]], comparison)


def difference_map(data: Catalogue, comparison: Comparison) -> folium.Map:
    """Return the map of a comparison as a Folium map that needs no server and no network.

    Args:
        data: from :func:`open_data`.
        comparison: from :func:`compare`.
    """
    place, level = comparison.selection.area, comparison.level
    wards = areas_within(data.areas, place, Level.WARD)
    names = names_of(data.areas, data.names, place, level)
    script = geometry_script(data.data / "boundaries", data.year, wards, names, place, level)
    drawn = maps.base_map(script.name, script.bounds, maps.inlined(script.plain))
    picture = Picture(shade(comparison), sentence(comparison), selected=comparison.selection.ward)
    drawn.add_child(maps.paint(picture, script.codes))
    return drawn


def services(data: Catalogue, slug: str, place: str | None = None) -> pd.DataFrame:
    """Return a public list of services in a place, by name: kind, postcode, degrees, wards, district and facts.

    Args:
        data: from :func:`open_data`.
        slug: of the list: ``gp-practices``, ``pharmacies``, ``public-libraries`` or ``schools``.
        place: name or code of a ward, a district, a county or England; by default the place that opens first.

    Raises:
        LinkError: there is no such list, or no such place, or several areas share a name.
        CatalogueError: the list cannot be read.
    """
    lists = listed(data)
    if slug not in lists:
        message = f"{slug!r} is no list of services. Known: {', '.join(lists)}."
        raise LinkError(message)
    levels = (Level.WARD, Level.DISTRICT, Level.COUNTY, Level.ENGLAND)
    area = find(data, place, levels) if place else data.place.area
    return in_place(data, lists[slug], area)


def open_register(folder: str | Path | None = None) -> Register:
    """Return the register, opened to be read: nothing in it can be changed from here.

    Args:
        folder: a state folder; by default the register that this checkout's settings name.

    Raises:
        JsnaError: there is none, or it cannot be read.
    """
    settings = Settings.read()
    if folder is not None:
        settings = replace(settings, state=Path(folder), register=None)
    return opening.open_to_read(settings)


def items(register: Register, kind: str) -> pd.DataFrame:
    """Return what everybody may read of a kind: a row for each item, lists as lists.

    Args:
        register: from :func:`open_register`.
        kind: ``conversation``, ``need``, ``idea``, ``response`` or ``provision``.

    Raises:
        JsnaError: there is no such kind.
    """
    if kind not in BY_NAME:
        message = f"{kind!r} is no kind of item. Known: {', '.join(BY_NAME)}."
        raise JsnaError(message)
    found = register.find(ANYBODY, BY_NAME[kind], Wanted(most=None))
    columns = [name for name in BY_NAME[kind].model_fields if name != "id"]
    rows = [item.model_dump(mode="python") for item in found]
    return pd.DataFrame(rows, columns=["id", *columns]).set_index("id")
