"""How a council's own counts would stand, and what will be withheld; nothing is stored before the button is pressed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from jsna.analysis.comparison import compare
from jsna.errors import Findings
from jsna.ingest import store
from jsna.ingest.council.answers import indicator_of
from jsna.ingest.council.prepare import Prepared, prepare
from jsna.ingest.council.shaping.examples import examples
from jsna.model.area import ENGLAND
from jsna.model.selection import Selection
from jsna.settings import Settings
from jsna.ui import clock, compared, data, look, ways
from jsna.ui.mending import mistakes, problems
from jsna.ui.parts import add_figures_form as form
from jsna.ui.parts import wards_map
from jsna.ui.parts.add_figures import PREPARED, stored
from jsna.ui.parts.add_figures_check import Checked, of_period
from jsna.ui.parts.add_figures_words import REPLACE, of_page, on_page
from jsna.ui.register import person
from jsna.words.numbers import count
from jsna.words.plain import Link, escaped

#: The answers on the columns that the preview was made with: with others, it is made again.
_PREPARED_OF = "jsna.add.prepared-of"


def preview(checked: Checked, given: form.Described | None) -> Prepared | None:
    """Draw the indicator as it would look, with what will be withheld; return it, or None until there is one."""
    return shown(checked, None if given is None else lambda: _prepared(checked, given))


def shown(of: object, made: Callable[[], Prepared | None] | None) -> Prepared | None:
    """Draw an indicator as it would look; return it, or None until there is one.

    Args:
        of: the file and the answers on its columns; a preview that was made of others is forgotten.
        made: makes the indicator; None where it is not asked for, and an earlier one stands.
    """
    if made is not None or st.session_state.get(_PREPARED_OF) != of:
        st.session_state.pop(PREPARED, None)
    if made is not None:
        st.session_state[PREPARED] = made()
        st.session_state[_PREPARED_OF] = of
    prepared: Prepared | None = st.session_state.get(PREPARED)
    if prepared is None:
        return None
    st.header("How it will look", anchor=False)
    st.markdown("If you store it, this site says:")
    st.markdown("\n".join(f"- {escaped(line)}" for line in examples(prepared.entry, data.catalogue().all_areas)))
    st.markdown(
        f"{count(prepared.withheld)} of {count(len(prepared.entry.observations))} figures will be withheld "
        "to protect people."
    )
    st.markdown("\n".join(f"- {escaped(on_page(line))}" for line in prepared.report))
    problems(of_page(prepared.findings))
    return prepared


def storing(prepared: Prepared, *, is_next: bool = False) -> bool:
    """Draw the button that stores the indicator, and store it when pressed; return whether it was stored just now.

    Args:
        prepared: what is stored.
        is_next: whether it is the next file of figures that are here, which may be written over then.
    """
    replaces = is_next or st.checkbox(REPLACE)
    if not st.button("Store it", type="primary"):
        return False
    try:
        store.write(Settings.read().data, [prepared.entry], store.own if replaces else store.never, by=person())
    except Findings as wrong:
        problems(of_page(wrong.findings))
        return False
    stored()
    title = escaped(prepared.entry.indicator.title)
    if look.releases().is_behind():
        st.warning(f"{title} is stored, but cannot be shown yet: the server’s disk is full, or may only be read.")
        return True
    st.success(f"{title} is stored. It stands in every map, area page and comparison now.")
    st.markdown(Link("See it on the map", ways.to_page(ways.MAP, _selection(prepared))).markdown)
    return True


def _prepared(checked: Checked, given: form.Described) -> Prepared | None:
    """The indicator that the answers make of the file; everything wrong with both is shown at once."""
    if not checked.settled:
        st.markdown("**Settle first what each column is: see above.**")
    answers = replace(given.answers, groups=checked.labels, measure=checked.chosen.measure, base=checked.chosen.base)
    try:
        indicator = indicator_of(answers, [], clock.today())
    except Findings as wrong:
        mistakes(wrong.findings, form.LABELS)
        return None
    if not checked.settled:
        return None
    try:
        return prepare(
            of_period(checked, given.period),
            indicator,
            given.period,
            data.lookups(),
            estimate=given.estimate,
            checked=given.checked,
            all_there=given.all_there,
        )
    except Findings as wrong:
        problems(of_page(wrong.findings))
        return None


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


def on_the_map(prepared: Prepared) -> None:
    """Draw table and map of the indicator in the catalogue it will join, without storing it."""
    st.header("On the map", anchor=False)
    trial = (
        data.catalogue().of_wards(prepared.year).with_one_more(prepared.entry.indicator, prepared.entry.observations)
    )
    comparison = compare(trial, _selection(prepared))
    compared.headline(comparison)
    wards_map.map_and_card(wards_map.Shown(comparison))
    compared.table(comparison)
