"""How a council's own counts would stand, and what will be withheld; nothing is stored before the button is pressed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from jsna.analysis.comparison import compare
from jsna.errors import Finding, Findings
from jsna.ingest import store
from jsna.ingest.council.answers import Answers, indicator_of
from jsna.ingest.council.columns.group_names import in_file
from jsna.ingest.council.columns.mapping import Use
from jsna.ingest.council.columns.propose import propose
from jsna.ingest.council.columns.recognised import recognised
from jsna.ingest.council.columns.wanted import Wanted
from jsna.ingest.council.columns.wide import labels_of
from jsna.ingest.council.prepare import Prepared, prepare, wrong_rows
from jsna.ingest.council.shaping.examples import examples
from jsna.ingest.council.shaping.shape import Shaped, shaped
from jsna.ingest.council.shaping.titled import period_of
from jsna.ingest.council.understood import Understood
from jsna.model.area import ENGLAND
from jsna.model.indicator import Measure
from jsna.model.selection import Selection
from jsna.model.slug import slug_of
from jsna.settings import Settings
from jsna.ui import clock, compared, data, ways
from jsna.ui.mending import mistakes, problems
from jsna.ui.parts import add_figures_form as form
from jsna.ui.parts import wards_map
from jsna.ui.parts.add_figures import PREPARED, forget
from jsna.ui.parts.add_figures_columns import Chosen
from jsna.ui.register import person
from jsna.words.numbers import count
from jsna.words.plain import Link, escaped


def preview(understood: Understood, chosen: Chosen, given: form.Described | None) -> Prepared | None:
    """Draw the indicator as it would look, with what will be withheld; return it, or None until there is one."""
    if given is not None:
        st.session_state.pop(PREPARED, None)
        st.session_state[PREPARED] = _prepared(understood, chosen, given)
    return shown(st.session_state.get(PREPARED))


def shown(prepared: Prepared | None) -> Prepared | None:
    """Draw an indicator as it would look; return it."""
    if prepared is None:
        return None
    st.header("How it will look", anchor=False)
    st.markdown("\n".join(f"- {escaped(line)}" for line in examples(prepared.entry, data.catalogue().all_areas)))
    st.markdown(
        f"{count(prepared.withheld)} of {count(len(prepared.entry.observations))} figures will be withheld "
        "to protect people."
    )
    st.markdown("\n".join(f"- {escaped(line)}" for line in prepared.report))
    problems(prepared.findings)
    _map_of(prepared)
    return prepared


def storing(prepared: Prepared, *, is_next: bool = False) -> None:
    """Draw the button that stores the indicator, and store it when pressed; nothing is written before that.

    Args:
        prepared: what is stored.
        is_next: whether it is the next file of figures that are here, which may be written over then.
    """
    replaces = is_next or st.checkbox("Write over your own indicator of the same name")
    if not st.button("Store it", type="primary"):
        return
    store.write(Settings.read().data, [prepared.entry], store.own if replaces else store.never, by=person())
    forget()
    st.success(
        f"{escaped(prepared.entry.indicator.title)} is stored. It stands in every map, area page and comparison now."
    )
    st.markdown(Link("See it on the map", ways.to_page(ways.MAP, _selection(prepared))).markdown)


def _prepared(understood: Understood, chosen: Chosen, given: form.Described) -> Prepared | None:
    """The indicator that the answers make of the file; everything wrong with both is shown at once."""
    named = chosen.groups
    if Use.GROUP not in chosen.uses.values() and chosen.measure is Measure.PROPORTION:
        named = labels_of(recognised(understood), named, given.answers.base, chosen.out_of)
    labels, own = in_file(named, understood)
    answers = replace(given.answers, groups=labels, measure=chosen.measure)
    try:
        indicator = indicator_of(answers, [], clock.today())
    except Findings as wrong:
        mistakes(wrong.findings, form.LABELS)
        problems(_of_file(understood, chosen, answers, own))
        return None
    try:
        file = _shaped(understood, chosen, answers, own)
        period = period_of(file, indicator.reference_date)
        return prepare(file, indicator, period, data.lookups(), estimate=given.estimate, checked=given.checked)
    except Findings as wrong:
        problems(wrong.findings)
        return None


def _shaped(understood: Understood, chosen: Chosen, answers: Answers, own: Mapping[str, list[str]]) -> Shaped:
    groups = {slug_of(label): label for label in answers.groups}
    out_of = {} if chosen.out_of is None else {"": chosen.out_of}
    wanted = Wanted(
        groups,
        answers.base,
        chosen.measure,
        own,
        out_of,
        chosen.uses,
        chosen.only,
        add_up=chosen.add_up,
    )
    return shaped(understood, propose(understood, wanted), groups, answers.base)


def _of_file(
    understood: Understood, chosen: Chosen, answers: Answers, own: Mapping[str, list[str]]
) -> tuple[Finding, ...]:
    """What is wrong with the file, while the answers are wrong too."""
    if not answers.groups:
        return ()
    try:
        file = _shaped(understood, chosen, answers, own)
    except Findings as wrong:
        return tuple(wrong.findings)
    return tuple(wrong_rows(file, data.lookups()))


def _selection(prepared: Prepared) -> Selection:
    """The view of the new figures: the county that most of them lie in, or England if they lie in many."""
    areas = data.catalogue().of_wards(prepared.year).areas
    rows = prepared.entry.observations
    counted = rows.loc[rows[["numerator", "value"]].notna().any(axis=1), "area_code"].unique()
    counties = areas.loc[areas.index.isin(counted), "county"].value_counts()
    many = counties.empty or counties.iloc[0] * 2 <= counties.sum()
    return Selection(
        area=ENGLAND if many else str(counties.index[0]),
        characteristic=prepared.entry.indicator.characteristic,
        indicator=prepared.entry.indicator.slug,
        group=prepared.entry.indicator.first_group,
        wards=prepared.year,
    )


def _map_of(prepared: Prepared) -> None:
    """Draw table and map of the indicator in the catalogue it will join, without storing it."""
    trial = (
        data.catalogue().of_wards(prepared.year).with_one_more(prepared.entry.indicator, prepared.entry.observations)
    )
    comparison = compare(trial, _selection(prepared))
    compared.headline(comparison)
    wards_map.map_and_card(wards_map.Shown(comparison))
    compared.table(comparison)
