"""The parts of the page that adds a council's own counts: who may, the file, and what was understood of it."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from jsna.ingest.council.rows.named_rows import needs_a_place
from jsna.ingest.council.rows.row_faults import looked_at
from jsna.ingest.council.understood import SMALL, Understood
from jsna.ingest.council.upload import read_upload
from jsna.model.area import Level
from jsna.model.register.person import Right
from jsna.settings import UPLOADS_VARIABLE, Settings
from jsna.ui import begun, data
from jsna.ui.link.state import TYPED
from jsna.ui.mending import problems
from jsna.ui.parts.add_figures_words import PLACE, of_page
from jsna.ui.recording import allowed
from jsna.words.numbers import count
from jsna.words.plain import escaped

_READ, PREPARED = "jsna.add.read", "jsna.add.prepared"
#: Columns of numbers that are named.
_NAMED = 12
ALL_SHEETS = "All sheets with the same headings"
_AREAS = """
- Wards of 2022 or 2025. Wards of other years count in their district only.
- LSOAs of 2011 or 2021, and MSOAs of 2021. A ward has a figure where they fit it well; a district's sum is exact.
- Names of wards, with the district in a column beside them or in the place of this site; names of larger areas.
- Districts of 2022 or 2023, counties, regions and England.
- Postcodes, points in GeoJSON, and columns of longitude and latitude (or easting and northing). Each row can be one.
"""


@dataclass(frozen=True)
class _Read:
    """A file as it was read: its identifier, the sheet and the place that were chosen, and whether a place is asked."""

    file: str
    sheet: str
    place: str
    understood: Understood
    needs_a_place: bool


def accepted() -> bool:
    """Return whether this server accepts uploads, and from this reader; if not, say so and how to allow them."""
    if Settings.read().uploads:
        return allowed(Right.ADD_FIGURES)
    st.info(
        f"This server takes no files. Whoever runs it can allow them with {UPLOADS_VARIABLE}=yes; on your own machine, "
        "`make run` does. The command `jsna new-indicator --from FILE` needs no server at all.",
        icon=":material/info:",
    )
    return False


def file() -> Understood | None:
    """Draw the file upload and what was understood of the file; return None until there is a usable file."""
    with st.expander("Which areas a row may be about"):
        st.markdown(_AREAS)
    given = st.file_uploader(
        "A CSV, XLSX, ODS or GeoJSON file of counts by area",
        ["csv", "xlsx", "ods", "geojson", "json"],
        key=begun.key("add"),
    )
    begun.keep_in_mind(given.file_id if given else None)
    known: _Read | None = st.session_state.get(_READ)
    if known is not None and (given is None or known.file != given.file_id):
        forget()
        known = None
    if given is None:
        return None
    sheet = _sheet(known.understood) if known else ""
    place = _place() if known and known.needs_a_place else data.catalogue().place.area
    if known is None or (known.sheet, known.place) != (sheet, place):
        first = known is None
        forget()
        raw = read_upload(given.name, given.getvalue(), sheet)
        asks = needs_a_place(raw, data.lookups())
        known = _Read(given.file_id, sheet, place, looked_at(raw, data.lookups(), place), asks)
        st.session_state[_READ] = known
        if first and (len(known.understood.sheets) > 1 or asks):
            st.rerun()
    _understood(known.understood)
    return None if known.understood.refused else known.understood


def _sheet(understood: Understood) -> str:
    """Ask which sheet is read, where several hold a table; empty for the first that holds areas."""
    sheets = understood.sheets
    if len(sheets) < 2:
        return ""
    first = sheets.index(understood.sheet) if understood.sheet in sheets else 0
    chosen = st.selectbox("Which sheet is read", [*sheets, ALL_SHEETS], first, filter_mode=TYPED, key="jsna.add.sheet")
    return "*" if chosen == ALL_SHEETS else chosen


def _place() -> str:
    """Ask in which place the names of wards are, where nothing beside them says it; first the place of this site."""
    areas = data.catalogue().areas
    held = areas[areas["level"].isin([Level.DISTRICT.value, Level.COUNTY.value, Level.ENGLAND.value])]
    names = held["name"].sort_values()
    own = data.catalogue().place.area
    st.markdown("The file names wards without codes. Wards in several places share a name, so say which place it is.")
    codes = [own, *map(str, names.index.drop(own, errors="ignore"))]
    return st.selectbox(PLACE, codes, format_func=lambda code: str(areas.at[code, "name"]), filter_mode=TYPED)


def forget() -> None:
    """Forget the file and the preview made of it: the preview of one file must not be stored as another's."""
    for key in (_READ, PREPARED):
        st.session_state.pop(key, None)


def stored() -> None:
    """Forget the file, of which the figures are stored."""
    known: _Read | None = st.session_state.get(_READ)
    begun.stored(known.file if known else None)
    forget()


def _understood(understood: Understood) -> None:
    st.header("What was understood", anchor=False)
    if understood.kind is not None:
        st.markdown(
            f"{escaped(understood.form[:1].upper() + understood.form[1:])} with {count(len(understood.located))} rows, "
            f"each {escaped(_each(understood))} (column {escaped(understood.area or 'of points')}); "
            f"numbers: {escaped(_numbers(understood))}."
        )
    for repair in understood.repairs:
        st.markdown(f"- {escaped(repair)}")
    problems(of_page(understood.findings))


def _numbers(understood: Understood) -> str:
    """The first columns of numbers, and how many more there are."""
    shown = ", ".join(understood.numbers[:_NAMED])
    more = len(understood.numbers) - _NAMED
    return f"{shown} and {count(more)} more" if more > 0 else shown


def _each(understood: Understood) -> str:
    """What a row is, with its article; areas of several levels are all named."""
    areas = data.catalogue().areas
    given = areas.index[areas.index.isin(understood.table.get(understood.area, []))]
    levels = [
        level.value.capitalize() if level is Level.ENGLAND else level.value
        for level in Level
        if level.value in set(areas.loc[given, "level"])
    ]
    if len(levels) > 1:
        return f"a {' or '.join([', '.join(levels[:-1]), levels[-1]])}"
    return f"{'an' if understood.kind in SMALL else 'a'} {understood.kind}"
