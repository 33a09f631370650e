"""The parts of the page that adds a council's own counts: who may, the file, and what was understood of it."""

from __future__ import annotations

import streamlit as st

from jsna.ingest.council.rows.row_faults import looked_at
from jsna.ingest.council.understood import SMALL, Understood
from jsna.ingest.council.upload import read_upload
from jsna.model.area import Level
from jsna.model.register.person import Right
from jsna.settings import UPLOADS_VARIABLE, Settings
from jsna.ui import data
from jsna.ui.link.state import TYPED
from jsna.ui.mending import problems
from jsna.ui.recording import allowed
from jsna.words.numbers import count
from jsna.words.plain import escaped

_READ, PREPARED = "jsna.add.read", "jsna.add.prepared"
ALL_SHEETS = "All sheets with the same headings"
_AREAS = """
- Wards of 2022 or 2025. Wards of other years count in their district only.
- LSOAs of 2011 or 2021, and MSOAs of 2021. A ward has a figure where they fit it well; a district's sum is exact.
- Names of wards, with the district in a column beside them or in the place of this site; names of larger areas.
- Districts of 2022 or 2023, counties, regions and England.
- Postcodes, points in GeoJSON, and columns of longitude and latitude (or easting and northing). Each row can be one.
"""


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
        "A CSV, XLSX, ODS or GeoJSON file of counts, one row for each area", ["csv", "xlsx", "ods", "geojson", "json"]
    )
    known: tuple[str, Understood] | None = st.session_state.get(_READ)
    if known is not None and (given is None or not known[0].startswith(given.file_id)):
        forget()
        known = None
    if given is None:
        return None
    sheet = _sheet(known[1]) if known else ""
    key = f"{given.file_id} {sheet}"
    if known is None or known[0] != key:
        forget()
        place = data.catalogue().place.area
        known = (key, looked_at(read_upload(given.name, given.getvalue(), sheet), data.lookups(), place))
        st.session_state[_READ] = known
        if len(known[1].sheets) > 1 and not sheet:
            st.rerun()
    understood = known[1]
    _understood(understood)
    return None if understood.refused else understood


def _sheet(understood: Understood) -> str:
    """Ask which sheet is read, where several hold a table; empty for the first that holds areas."""
    sheets = understood.sheets
    if len(sheets) < 2:
        return ""
    first = sheets.index(understood.sheet) if understood.sheet in sheets else 0
    chosen = st.selectbox("Which sheet is read", [*sheets, ALL_SHEETS], first, filter_mode=TYPED, key="jsna.add.sheet")
    return "*" if chosen == ALL_SHEETS else chosen


def forget() -> None:
    """Forget the file and the preview made of it: the preview of one file must not be stored as another's."""
    for key in (_READ, PREPARED):
        st.session_state.pop(key, None)


def _understood(understood: Understood) -> None:
    st.header("What was understood", anchor=False)
    if understood.kind is not None:
        st.markdown(
            f"{escaped(understood.form)} with {count(len(understood.located))} rows, each {_each(understood)} "
            f"(column {escaped(understood.area or 'of points')}); numbers: {escaped(', '.join(understood.numbers))}."
        )
    for repair in understood.repairs:
        st.markdown(f"- {escaped(repair)}")
    problems(understood.findings)


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
