"""The parts of the page on what was done with the figures: decisions that used them, and collections nobody used."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from jsna.catalogue.uses import collections, read_uses, seen
from jsna.model.use import UNUSED_AFTER_DAYS
from jsna.outputs.csv_file import as_csv
from jsna.ui import clock, data
from jsna.ui.reading import reading_table, sentence
from jsna.words import what_changed
from jsna.words.plain import escaped


def decisions() -> None:
    """Draw the decisions that used a dataset, by dataset, and how to add one."""
    catalogue = data.catalogue()
    uses = seen(read_uses(catalogue.data), catalogue.hidden)
    sentence(what_changed.decisions_sentence(uses))
    titles = {slug: f"{gone.title} (not here any more)" for slug, gone in catalogue.gone.items()}
    titles |= {slug: indicator.title for slug, indicator in catalogue.indicators.items()}
    rows = pd.DataFrame(what_changed.decisions(uses, titles))
    if not rows.empty:
        reading_table(rows, "Decisions by the dataset they used")
        st.download_button(
            "Download every decision (CSV)",
            lambda: as_csv(rows),
            file_name="decisions.csv",
            mime="text/csv",
            on_click="ignore",
        )
    with st.expander("How a decision is added"):
        st.markdown(
            "An analyst runs `jsna log-use` and gives the decision, who took it, the datasets it rests on and what "
            "changed. It is written to `data/uses.toml` whole or not at all, and stands here at the next visit."
        )


def unused() -> None:
    """Draw what has been collected here and how long it has not been used."""
    today = clock.today()
    catalogue = data.catalogue()
    found = collections(catalogue.indicators, read_uses(catalogue.data), today)
    st.header("Collected, and not used for two years", anchor=False)
    st.markdown(f"**{escaped(what_changed.unused_sentence(found))}**")
    if found:
        rows = pd.DataFrame(what_changed.collection_row(one, today) for one in found)
        reading_table(rows, "Local collections and when each was last used")
    st.markdown("If we ask people and do not use what they say, we should stop asking.")
    with st.expander("How this is worked out"):
        st.markdown(
            "A local collection is a set of figures for which people here were asked: its file has a purpose card, "
            "and no recipe of the official pipeline. Its days without use are counted from the date of the last "
            "decision in the log that names it; where there is none, from the day its replies came in (`retrieved` in "
            f"its source). It is listed once they are more than {UNUSED_AFTER_DAYS}. A decision dated after today does "
            "not count yet. A collection that is asked again and was never used starts again from its newest replies; "
            "the table still says “never”."
        )
