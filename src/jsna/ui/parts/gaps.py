"""The parts of the page on what is not known: the table, and what local evidence has been added."""

from __future__ import annotations

import streamlit as st

from jsna.areas.places import name_of
from jsna.figures.gaps import gaps_table
from jsna.figures.sources import sources_table
from jsna.model.audience import in_words
from jsna.model.selection import Selection
from jsna.outputs.csv_file import as_csv
from jsna.ui import data, ways
from jsna.ui.reading import reading_table, sentence
from jsna.words.gaps import elsewhere
from jsna.words.numbers import count, spoken
from jsna.words.plain import Link, escaped


def matrix(selection: Selection) -> None:
    """Draw the nine characteristics × levels: the figures we have, their date and quality, or the reason for a gap."""
    place = name_of(data.catalogue().areas, selection.area)
    gaps = data.gaps(selection.area)
    unknown = gaps[gaps["level"] == "ward"].groupby("characteristic")["areas"].max().eq(0).sum()
    sentence(f"Of the nine protected characteristics, {count(unknown)} have no figure for any ward of {spoken(place)}.")
    st.markdown(
        "**[x]** marks what is not known. **As published**: the source's own figure. **Summed**: added up from smaller "
        "areas. **Derived**: worked out from published figures. **Estimated**: an estimate for the area."
    )
    table = gaps_table(gaps, data.catalogue().characteristics)
    reading_table(table, f"What is known of each protected characteristic in {place}")
    published_elsewhere()
    _maps(list(dict.fromkeys(gaps.loc[gaps["areas"] > 0, "indicator"])), selection)
    st.download_button(
        "Download every cell (CSV)",
        lambda: as_csv(gaps),
        file_name="what-is-known.csv",
        mime="text/csv",
        on_click="ignore",
    )


def published_elsewhere() -> None:
    """Draw what others publish and is not loaded here, with links."""
    found = [entry.elsewhere for entry in data.catalogue().characteristics.values() if entry.elsewhere is not None]
    if found:
        st.markdown("\n".join(f"- {elsewhere(each)}" for each in found))


def _maps(slugs: list[str], selection: Selection) -> None:
    """Draw a link to the map of each indicator that is known here."""
    indicators = [data.catalogue().indicators[slug] for slug in slugs]
    ways_there = [Link(item.title, ways.to_map(item, selection)).markdown for item in indicators]
    st.markdown(f"See on the map: {' · '.join(ways_there)}")


def local_evidence(selection: Selection) -> None:
    """Draw the indicators that were added here rather than taken from the shipped official sources."""
    st.header("Local evidence that has been added", anchor=False)
    added = [indicator for indicator in data.catalogue().indicators.values() if indicator.recipe is None]
    if not added:
        st.markdown(
            "None yet. Where a cell above says “not known”, local evidence is worth most: counts from maternity, "
            "community or advice services, or a collection of your own, can be added without touching what is here."
        )
        return
    rows = sources_table(added, ways.to_maps(added, selection))
    rows.insert(1, "For", [in_words(indicator.audience) for indicator in added])
    reading_table(rows, "Indicators added locally")


def problems() -> None:
    """Draw the list of files of figures that cannot be shown, and why, if there are any."""
    found = data.catalogue().problems
    if found:
        st.header("Files that are not shown", anchor=False)
        st.markdown("\n".join(f"- {escaped(str(problem))}" for problem in found))
