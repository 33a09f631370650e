"""The parts of the page on gaps: what is available at which level, why some is missing, and every figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

import streamlit as st

from jsna.areas.places import name_of
from jsna.catalogue.msoa import tables
from jsna.figures import gaps as figures
from jsna.figures.gaps import Known
from jsna.figures.sources import sources_table
from jsna.model.area import Level
from jsna.model.audience import in_words
from jsna.model.characteristic import Characteristic
from jsna.model.selection import Selection
from jsna.outputs.csv_file import as_csv
from jsna.ui import data, ways
from jsna.ui.reading import reading_table, sentence
from jsna.words import gaps as words
from jsna.words.plain import Link, escaped


def matrix(selection: Selection) -> None:
    """Draw the nine characteristics × levels in signs and words, and why some is missing."""
    place = name_of(data.catalogue().areas, selection.area)
    gaps, entries = data.gaps(selection.area), data.catalogue().characteristics
    cells = figures.by_cell(gaps)
    unknown = [name for name, levels in cells.items() if not any(row.areas for row in levels[Level.WARD])]
    sentence(words.headline([entries[Characteristic(each)].title for each in unknown], place))
    years = {table.characteristic: table.reference_date.year for table in tables(data.catalogue()).values()}
    table, styles = figures.matrix(gaps, entries, years)
    reading_table(table, f"What is available for each protected characteristic in {place}", styles, sorts=False)
    st.html(figures.key_html())
    _why(cells)


def _why(cells: Mapping[str, Mapping[Level, Sequence[Known]]]) -> None:
    """Draw for each characteristic with a gap why, with a link to what others publish."""
    st.header("Why some is missing", anchor=False)
    said = []
    for name, levels in cells.items():
        without = {
            level: [row.reason for row in rows]
            for level, rows in levels.items()
            if any(row.of for row in rows) and not any(row.areas for row in rows)
        }
        if without:
            entry = data.catalogue().characteristics[Characteristic(name)]
            said.append(f"- {words.why(entry, list(without), chain.from_iterable(without.values()))}")
    st.markdown("\n".join(said) or "Nothing is missing.")


def every_figure(selection: Selection) -> None:
    """Draw every figure we have with its date and quality, the way to its map, and the download."""
    place, gaps = name_of(data.catalogue().areas, selection.area), data.gaps(selection.area)
    st.header("Every figure, its date and its quality", anchor=False)
    st.markdown(
        "**[x]** means not available. **As published**: the source's own figure. **Summed**: added up from smaller "
        "areas. **Derived**: our calculation from published figures. **Estimated**: an estimate for the area."
    )
    table = figures.gaps_table(gaps, data.catalogue().characteristics)
    reading_table(table, f"Every figure of each protected characteristic in {place}", sorts=False)
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
        st.markdown("\n".join(f"- {words.elsewhere(each)}" for each in found))


def _maps(slugs: list[str], selection: Selection) -> None:
    """Draw a link to the map of each indicator that is known here."""
    indicators = [data.catalogue().indicators[slug] for slug in slugs]
    ways_there = [Link(item.title, ways.to_map(item, selection)).markdown for item in indicators]
    st.markdown(f"See on the map: {' · '.join(ways_there)}")


def local_evidence(selection: Selection) -> None:
    """Draw the indicators that were added here rather than taken from the shipped official sources."""
    st.header("Local evidence added here", anchor=False)
    added = [indicator for indicator in data.catalogue().indicators.values() if indicator.recipe is None]
    if not added:
        st.markdown(
            "None yet. Where nothing is available, local evidence is worth most: counts from maternity, "
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
