"""The parts of the page that adds a council's own counts: read, preview, and only then store."""

from __future__ import annotations

import streamlit as st

from jsna.analysis.comparison import compare
from jsna.errors import Finding, Findings
from jsna.ingest import store
from jsna.ingest.council.answers import indicator_of
from jsna.ingest.council.choice import Columns, choose
from jsna.ingest.council.prepare import Prepared, prepare
from jsna.ingest.council.row_faults import findings, likely, looked_at
from jsna.ingest.council.understood import Understood
from jsna.ingest.council.upload import read_upload
from jsna.model.area import ENGLAND, Level
from jsna.model.selection import Selection
from jsna.model.slug import slug_of
from jsna.settings import UPLOADS_VARIABLE, Settings
from jsna.ui import clock, compared, data, ways
from jsna.ui.mending import mistakes, problems
from jsna.ui.parts import add_figures_form as form
from jsna.ui.parts import wards_map
from jsna.words.numbers import count
from jsna.words.plain import Link, escaped

_READ, _PREPARED = "jsna.add.read", "jsna.add.prepared"


def accepted() -> bool:
    """Return whether this server accepts uploads; if not, say so and how to allow them."""
    if Settings.read().uploads:
        return True
    st.info(
        f"This server takes no files. Whoever runs it can allow them with {UPLOADS_VARIABLE}=yes; on your own machine, "
        "`make run` does. The command `jsna new-indicator --from FILE` needs no server at all.",
        icon=":material/info:",
    )
    return False


def file() -> Understood | None:
    """Draw the file upload and what was understood of the file; return None until there is a usable file."""
    given = st.file_uploader(
        "A CSV, XLSX or GeoJSON file of counts, one row an area", ["csv", "xlsx", "geojson", "json"]
    )
    known: tuple[str, Understood] | None = st.session_state.get(_READ)
    if known is not None and (given is None or known[0] != given.file_id):
        _forget()
        known = None
    if given is None:
        return None
    if known is None:
        known = (given.file_id, looked_at(read_upload(given.name, given.getvalue()), data.lookups()))
        st.session_state[_READ] = known
    understood = known[1]
    _understood(understood)
    return None if understood.refused else understood


def preview(understood: Understood, given: form.Described | None) -> Prepared | None:
    """Draw the indicator as it would look, with what will be withheld; return it, or None until there is one."""
    if given is not None:
        st.session_state.pop(_PREPARED, None)
        st.session_state[_PREPARED] = _prepared(understood, given)
    prepared: Prepared | None = st.session_state.get(_PREPARED)
    if prepared is None:
        return None
    st.subheader("How it will stand", anchor=False)
    st.markdown(
        f"{count(prepared.withheld)} of {count(len(prepared.entry.observations))} figures will be withheld "
        "to protect people."
    )
    st.markdown("\n".join(f"- {escaped(line)}" for line in prepared.report))
    problems(prepared.findings)
    _map_of(prepared)
    return prepared


def storing(prepared: Prepared) -> None:
    """Draw the button that stores the indicator, and store it when pressed; nothing is written before that."""
    replaces = st.checkbox("Write over your own indicator of the same name")
    if not st.button("Store it", type="primary"):
        return
    store.write(Settings.read().data, [prepared.entry], store.own if replaces else store.never)
    _forget()
    st.success(
        f"{escaped(prepared.entry.indicator.title)} is stored. It stands in every map, area page and comparison now."
    )
    st.markdown(Link("See it on the map", ways.to_page(ways.MAP, _selection(prepared))).markdown)


def _forget() -> None:
    """Forget the file and the preview made of it: the preview of one file must not be stored as another's."""
    for key in (_READ, _PREPARED):
        st.session_state.pop(key, None)


def _understood(understood: Understood) -> None:
    st.subheader("What was understood", anchor=False)
    if understood.kind is not None:
        st.markdown(
            f"{escaped(understood.form)} with {count(len(understood.table))} rows, each a {_each(understood)} "
            f"(column {escaped(understood.area or 'of points')}); numbers: {escaped(', '.join(understood.numbers))}."
        )
    for repair in understood.repairs:
        st.markdown(f"- {escaped(repair)}")
    problems(understood.findings)


def _each(understood: Understood) -> str:
    """What a row is; areas of several levels are all named."""
    areas = data.catalogue().areas
    given = areas.index[areas.index.isin(understood.table.get(understood.area, []))]
    levels = [
        level.value.capitalize() if level is Level.ENGLAND else level.value
        for level in Level
        if level.value in set(areas.loc[given, "level"])
    ]
    return " or ".join([", ".join(levels[:-1]), levels[-1]]) if len(levels) > 1 else str(understood.kind)


def _prepared(understood: Understood, given: form.Described) -> Prepared | None:
    try:
        indicator = indicator_of(given.answers, [], clock.today())
    except Findings as wrong:
        mistakes(wrong.findings, form.LABELS)
        problems(_of_file(understood, given))
        return None
    try:
        columns = _columns(understood, given)
        period = str(indicator.reference_date.year)
        return prepare(
            understood,
            indicator,
            columns,
            period,
            data.lookups(),
            estimate=given.estimate,
            checked=given.checked,
        )
    except Findings as wrong:
        problems(wrong.findings)
        return None


def _columns(understood: Understood, given: form.Described) -> tuple[Columns, ...]:
    groups = {slug_of(label): label for label in given.answers.groups}
    return choose(understood, groups, given.answers.base, out_of=given.out_of)


def _of_file(understood: Understood, given: form.Described) -> tuple[Finding, ...]:
    """What is wrong with the file, while the answers are wrong too."""
    if not given.answers.groups:
        return tuple(likely(understood))
    try:
        columns = _columns(understood, given)
    except Findings as wrong:
        return (*wrong.findings, *likely(understood))
    found = [findings(understood, each.counts.values(), each.out_of, data.lookups()) for each in columns]
    return tuple(dict.fromkeys(finding for each in found for finding in each))


def _selection(prepared: Prepared) -> Selection:
    """The view of the new figures: the county that most of them lie in, or England if they lie in many."""
    areas = data.catalogue().areas
    counted = prepared.entry.observations.dropna(subset=["numerator"])["area_code"].unique()
    counties = areas.loc[areas.index.isin(counted), "county"].value_counts()
    many = counties.empty or counties.iloc[0] * 2 <= counties.sum()
    return Selection(
        area=ENGLAND if many else str(counties.index[0]),
        characteristic=prepared.entry.indicator.characteristic,
        indicator=prepared.entry.indicator.slug,
        group=prepared.entry.indicator.first_group,
    )


def _map_of(prepared: Prepared) -> None:
    """Draw table and map of the indicator in the catalogue it will join, without storing it."""
    trial = data.catalogue().with_one_more(prepared.entry.indicator, prepared.entry.observations)
    comparison = compare(trial, _selection(prepared))
    compared.headline(comparison)
    wards_map.map_and_card(wards_map.Shown(comparison))
    compared.table(comparison)
