"""How a council's own counts would stand, and what will be withheld; nothing is stored before the button is pressed."""

from __future__ import annotations

import streamlit as st

from jsna.analysis.comparison import compare
from jsna.errors import Finding, Findings
from jsna.ingest import store
from jsna.ingest.council.answers import indicator_of
from jsna.ingest.council.choice import Columns, choose
from jsna.ingest.council.prepare import Prepared, prepare
from jsna.ingest.council.row_faults import findings
from jsna.ingest.council.understood import Understood
from jsna.model.area import ENGLAND
from jsna.model.selection import Selection
from jsna.model.slug import slug_of
from jsna.settings import Settings
from jsna.ui import clock, compared, data, ways
from jsna.ui.mending import mistakes, problems
from jsna.ui.parts import add_figures_form as form
from jsna.ui.parts import wards_map
from jsna.ui.parts.add_figures import PREPARED, forget
from jsna.ui.register import person
from jsna.words.numbers import count
from jsna.words.plain import Link, escaped


def preview(understood: Understood, given: form.Described | None) -> Prepared | None:
    """Draw the indicator as it would look, with what will be withheld; return it, or None until there is one."""
    if given is not None:
        st.session_state.pop(PREPARED, None)
        st.session_state[PREPARED] = _prepared(understood, given)
    prepared: Prepared | None = st.session_state.get(PREPARED)
    if prepared is None:
        return None
    st.header("How it will look", anchor=False)
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
    store.write(Settings.read().data, [prepared.entry], store.own if replaces else store.never, by=person())
    forget()
    st.success(
        f"{escaped(prepared.entry.indicator.title)} is stored. It stands in every map, area page and comparison now."
    )
    st.markdown(Link("See it on the map", ways.to_page(ways.MAP, _selection(prepared))).markdown)


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
        return ()
    try:
        columns = _columns(understood, given)
    except Findings as wrong:
        return wrong.findings
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
