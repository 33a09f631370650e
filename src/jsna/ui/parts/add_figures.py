"""The parts of the page that adds a council's own counts: read, describe, preview, and only then store."""

from __future__ import annotations

from datetime import date

import streamlit as st

from jsna.analysis.comparison import compare
from jsna.errors import Findings
from jsna.ingest import store
from jsna.ingest.council.answers import Answers, indicator_of
from jsna.ingest.council.prepare import Columns, Prepared, prepare
from jsna.ingest.council.row_faults import findings, looked_at
from jsna.ingest.council.understood import Understood
from jsna.ingest.council.upload import read_upload
from jsna.model.characteristic import NINE, Characteristic
from jsna.model.selection import Selection
from jsna.model.slug import slug_of
from jsna.settings import UPLOADS_VARIABLE, Settings
from jsna.ui import clock, compared, data, ways
from jsna.ui.link.state import TYPED
from jsna.ui.mending import mistakes, problems
from jsna.ui.parts import wards_map
from jsna.words.numbers import count
from jsna.words.plain import Link, escaped

RULES = {
    "service": "Service counts: 1 to 7 withheld, the rest rounded to 5",
    "survey": "Survey replies: fewer than 10 withheld, no percentage under 30",
    "published": "Published already, and protected at its source",
}
#: The form's label for each answer; the names of an indicator's fields are for people who write its file.
LABELS = {
    "title": "Title, as a reader should see it",
    "summary": "One plain sentence on what is counted",
    "unit": "What is counted",
    "base": "Out of whom",
    "characteristic": "Whom it is about",
    "rule": "How people are protected",
    "publisher": "Who says it",
    "url": "Where it can be read",
    "reference_date": "Day the figures are about, as 2026-01-31",
    "topic": "Topic (a folder: health, housing, …)",
    "margin_that_matters": "Smallest difference worth speaking of, in percentage points",
    "margin_reason": "Why that difference matters",
}
#: What an empty answer means.
USUAL_MARGIN = "Leave empty: a tenth of the baseline, or of its complement where that is smaller."
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
    if given is None:
        st.session_state.pop(_READ, None)
        return None
    known: tuple[str, Understood] | None = st.session_state.get(_READ)
    if known is None or known[0] != given.file_id:
        known = (given.file_id, looked_at(read_upload(given.name, given.getvalue()), data.lookups()))
        st.session_state[_READ] = known
    understood = known[1]
    _understood(understood)
    return None if understood.refused else understood


def description(understood: Understood) -> tuple[Answers, Columns, bool] | None:
    """Draw the questions about what the counts are; return the answers once submitted, None before."""
    st.subheader("What the figures are", anchor=False)
    numbers = understood.numbers
    with st.form("jsna.add"):
        out_of = st.selectbox("Which column says out of how many", numbers, index=len(numbers) - 1, filter_mode=TYPED)
        groups = {slug_of(heading): heading for heading in numbers if heading != out_of}
        answers = _answers(tuple(groups.values()))
        estimate = st.checkbox("Split wards that were cut since 2022 by area, and say so")
        asked = st.form_submit_button("Check and preview", type="primary")
    if not asked:
        return None
    return answers, Columns(groups, out_of), estimate


def preview(understood: Understood, given: tuple[Answers, Columns, bool] | None) -> Prepared | None:
    """Draw the indicator as it would look, with what will be withheld; return it, or None until there is one."""
    if given is not None:
        st.session_state.pop(_PREPARED, None)
        st.session_state[_PREPARED] = _prepared(understood, *given)
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
    for key in (_READ, _PREPARED):
        st.session_state.pop(key, None)
    st.success(
        f"{escaped(prepared.entry.indicator.title)} is stored. It stands in every map, area page and comparison now."
    )
    st.markdown(Link("See it on the map", ways.to_page(ways.MAP, _selection(prepared))).markdown)


def _understood(understood: Understood) -> None:
    st.subheader("What was understood", anchor=False)
    if understood.kind is not None:
        st.markdown(
            f"{escaped(understood.form)} with {count(len(understood.table))} rows, each a {understood.kind} "
            f"(column {escaped(understood.area or 'of points')}); numbers: {escaped(', '.join(understood.numbers))}."
        )
    for repair in understood.repairs:
        st.markdown(f"- {escaped(repair)}")
    problems(understood.findings)


def _answers(groups: tuple[str, ...]) -> Answers:
    characteristics = data.catalogue().characteristics
    title = st.text_input(LABELS["title"])
    summary = st.text_input(LABELS["summary"])
    left, right = st.columns(2)
    unit = left.text_input(LABELS["unit"], "people")
    base = right.text_input(LABELS["base"], "all residents")
    characteristic = left.selectbox(
        LABELS["characteristic"],
        [Characteristic.EVERYONE, *NINE],
        format_func=lambda item: characteristics[item].title,
        filter_mode=TYPED,
    )
    rule = right.selectbox(LABELS["rule"], list(RULES), format_func=RULES.__getitem__, filter_mode=TYPED)
    publisher = left.text_input(LABELS["publisher"])
    url = right.text_input(LABELS["url"], placeholder="https://")
    reference_date = _date(left.text_input(LABELS["reference_date"]))
    topic = right.text_input(LABELS["topic"], "local")
    margin, reason = _margin()
    return Answers(
        title=title,
        summary=summary,
        topic=topic,
        groups=groups,
        publisher=publisher,
        url=url,
        reference_date=reference_date,
        unit=unit,
        base=base,
        characteristic=characteristic,
        rule=rule,
        margin=margin,
        margin_reason=reason,
    )


def _margin() -> tuple[float | None, str]:
    """Draw a row of its own for the margin and its reason, which are together on a phone."""
    left, right = st.columns(2)
    given = left.number_input(LABELS["margin_that_matters"], value=None)
    left.markdown(USUAL_MARGIN)
    return given, right.text_input(LABELS["margin_reason"])


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def _prepared(understood: Understood, answers: Answers, columns: Columns, estimate: bool) -> Prepared | None:
    try:
        indicator = indicator_of(answers, [], clock.today())
    except Findings as wrong:
        mistakes(wrong.findings, LABELS)
        problems(tuple(findings(understood, columns.counts.values(), columns.out_of, data.lookups())))
        return None
    try:
        period = str(indicator.reference_date.year)
        return prepare(understood, indicator, columns, period, data.lookups(), estimate=estimate)
    except Findings as wrong:
        problems(wrong.findings)
        return None


def _selection(prepared: Prepared) -> Selection:
    areas = data.catalogue().areas
    counted = prepared.entry.observations.dropna(subset=["numerator"])["area_code"].unique()
    counties = areas.loc[areas.index.isin(counted), "county"].mode()
    return Selection(
        area=data.catalogue().place.area if counties.empty else str(counties.iloc[0]),
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
