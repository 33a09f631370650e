"""The map page's switch for clusters: sentences, the table of their areas, and what the map paints."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from jsna.areas.places import full_names
from jsna.figures.tables import comparison_table, linked
from jsna.model.clusters import Cluster, Pattern
from jsna.model.comparison import Comparison
from jsna.ui import clock, data, ordering, ways
from jsna.ui.link import page_state
from jsna.ui.ordering import By
from jsna.ui.reading import ROWS_A_PAGE, page_of, reading_table
from jsna.words import clusters as words
from jsna.words.numbers import spoken
from jsna.words.plain import escaped

PART = "Part of the pattern"


def choose(comparison: Comparison) -> Pattern | None:
    """Draw the tick box for clusters; return them for the map if it is ticked."""
    return data.clusters(comparison.selection) if page_state.tick("Clusters", ("off", "on"), "clusters") else None


def section(pattern: Pattern | None) -> None:
    """Draw the clusters in words and as a table; nothing if they are not asked for."""
    if pattern is None:
        return
    place = pattern.comparison.place
    st.header("Clusters of high and low values", anchor=False)
    st.markdown("\n".join(f"- {escaped(said)}" for said in words.sentences(pattern, clock.today())))
    _table(pattern)
    st.markdown(
        "In a cluster, high areas lie side by side, or low ones do, more often than by chance. "
        f"We call an area high or low compared with the average of {escaped(spoken(place))}."
    )
    with st.expander("How clusters are found"):
        st.markdown(words.METHOD)


def _table(pattern: Pattern) -> None:
    rows = listed(pattern)
    if rows.empty:
        return
    area, share = comparison_table(rows.iloc[:1], pattern.comparison).columns[:2]
    by = {
        "name": By(area, lambda code: rows.at[code, "name"]),
        "part": By(PART, lambda code: rows.at[code, "part"]),
        "highest": By(share, lambda code: ordering.known(rows.at[code, "value"]), down=True),
    }
    codes, heads = ordering.in_order(rows.index, by, "clusterorder", "clusterpage")
    page = page_of(len(codes), ROWS_A_PAGE, "clusters", "clusterpage")
    shown = rows.loc[codes[(page - 1) * ROWS_A_PAGE : page * ROWS_A_PAGE]]
    table = comparison_table(shown, pattern.comparison)
    names = full_names(data.catalogue().areas, data.catalogue().areas.loc[shown.index])
    table[table.columns[0]] = linked(names, ways.to_areas(shown.index, pattern.comparison.selection))
    table.insert(1, PART, shown["part"])
    # The pattern is within the place; the table below has the difference from a baseline.
    reading_table(table.drop(columns=table.columns[3]), words.summary(pattern), heads=heads)


def listed(pattern: Pattern) -> pd.DataFrame:
    """Return the areas that are part of the pattern, cluster by cluster; a column ``part`` says what each is."""
    outliers = [Cluster.HIGH_AMONG_LOW.value, Cluster.LOW_AMONG_HIGH.value]
    codes = [code for piece in pattern.pieces for code in piece.codes]
    codes += pattern.areas.index[pattern.areas["cluster"].isin(outliers)].tolist()
    labels = {kind.value: said for kind, said in words.PARTS.items()}
    rows = pattern.comparison.areas.loc[codes]
    return rows.assign(part=pattern.areas.loc[codes, "cluster"].map(labels))
