"""What pages are composed of: sentence, definition, table and map, bars, download. Each draws one protected record."""

from __future__ import annotations

import html
from dataclasses import replace

import pandas as pd
import streamlit as st

from jsna.analysis.highlights import Highlight
from jsna.analysis.places import name_of
from jsna.errors import NotAvailable
from jsna.figures import bars, maps, tables
from jsna.figures.clusters import shade_clusters
from jsna.figures.shade import shade
from jsna.model.area import ENGLAND
from jsna.model.clusters import Pattern
from jsna.model.comparison import Comparison
from jsna.model.selection import Selection
from jsna.outputs.download import comparison_csv
from jsna.settings import checkout
from jsna.ui import clock, currency, data, link, navigation, state
from jsna.ui.area_map import area_map
from jsna.words import gaps
from jsna.words.clusters import summary as clusters_in_words
from jsna.words.currency import is_stale
from jsna.words.numbers import margin, spoken
from jsna.words.plain import escaped
from jsna.words.provenance import definition, short_table, source_line, spoken_date
from jsna.words.ranks import METHOD as HOW_RANKS
from jsna.words.ranks import place_among
from jsna.words.sentences import headline as headline_sentence

ROWS_A_PAGE = 12

VERDICT_METHOD = """
**Larger than chance**: the 99.8 % interval of the area's figure (Wilson) leaves out the baseline. A census counts
everyone, so this is natural variation, not a margin of error.

**Large enough to matter**: beyond the margin that the indicator declares.

**Unusual among its kind**: $|z| > 1.96$ with $z = (p - p_0)/\\sqrt{s^2 + \\tau^2}$, where $s$ is the standard error by
chance and $\\tau$ the spread that areas of England have anyway.

Fewer than 30 to count, or no interval: cannot tell. Wilson EB (1927), JASA 22: 209–212; Spiegelhalter DJ (2005),
Statistics in Medicine 24: 1185–1202.
"""

#: No zooming, dragging or toolbar: a chart is read, and its table is beside it.
STILL = {"displayModeBar": False, "staticPlot": False, "scrollZoom": False, "doubleClick": False}


def require_indicator(selection: Selection) -> None:
    """Return quietly where the selection has an indicator; otherwise say why the characteristic has none.

    Raises:
        NotAvailable: nothing is published about the characteristic; the message gives the reasons.
    """
    if selection.indicator:
        return
    entry = data.catalogue().characteristics[selection.characteristic]
    reasons = gaps.reasons(gap.reason for gap in entry.gaps)
    msg = f"{entry.title}: there is no figure to show. {reasons or entry.summary}"
    raise NotAvailable(msg)


def headline(comparison: Comparison) -> None:
    """Draw the sentence for a board, spoken by screen readers when it changes, and what the figure means below it."""
    sentence(headline_sentence(comparison, clock.today()))
    provenance(comparison)


def sentence(text: str) -> None:
    """Draw one line in large type, announced when it changes."""
    st.html(f'<p class="jsna-headline" role="status" aria-live="polite">{html.escape(text)}</p>')


def provenance(comparison: Comparison) -> None:
    """Draw definition, base, source and reference date; caveats on request."""
    indicator = comparison.indicator
    st.markdown(
        f"{escaped(definition(indicator, comparison.group))} "
        f"Figures for {escaped(comparison.period)}, {currency.beside(indicator, _shown(comparison))} "
        f"{escaped(source_line(indicator))}"
    )
    if indicator.caveats:
        with st.expander("What to bear in mind"):
            st.markdown("\n".join(f"- {escaped(caveat)}" for caveat in indicator.caveats))


def _shown(comparison: Comparison) -> str:
    """Return the code of the area that the page's sentence is about."""
    return comparison.selection.ward or comparison.selection.area


def table_and_map(comparison: Comparison, pattern: Pattern | None = None) -> None:
    """Draw the table, then the map, side by side where there is room; a click on the map picks the area out.

    Args:
        comparison: the protected record.
        pattern: the clusters to paint instead of the figures, or None.
    """
    difference_map(comparison, pattern)
    table(comparison)
    how_a_verdict_is_reached(comparison)


def how_a_verdict_is_reached(comparison: Comparison) -> None:
    """Draw the rule in one plain sentence, and the formulas on request."""
    indicator = comparison.indicator
    judged = " Neither is better or worse." if indicator.polarity == "neutral" else ""
    st.markdown(
        "Called higher or lower only where a difference is larger than chance, larger than "
        f"{escaped(margin(indicator))}, and unusual among {comparison.level.plural}: all three.{judged}"
    )
    with st.expander("How a verdict is reached"):
        st.markdown(VERDICT_METHOD)


def table(comparison: Comparison) -> None:
    """Draw the areas as a table that can be searched, put in order and paged, all by keyboard."""
    search, order = st.columns(2)
    sought = state.page_text("Search the table", "search", "Part of a name", into=search)
    first = state.page_pick("Order", tables.ORDERS, "order", into=order)
    areas = tables.ordered(comparison, first, sought)
    if areas.empty:
        st.markdown(f"No {comparison.level.value} of {escaped(comparison.place)} has “{escaped(sought)}” in its name.")
        return
    page = page_of(len(areas), ROWS_A_PAGE)
    rows = areas.iloc[(page - 1) * ROWS_A_PAGE : page * ROWS_A_PAGE]
    reading_table(tables.comparison_table(rows, comparison), f"{comparison.group.label} in {comparison.place}")


def page_of(rows: int, rows_a_page: int) -> int:
    """Draw the choice of a table's page and return it; draws nothing where there is only one."""
    pages = -(-rows // rows_a_page)
    return state.page_number(f"Page of the table, 1 to {pages}", "page", pages)


def reading_table(words: pd.DataFrame, alt: str) -> None:
    """Draw a table of words as real HTML, its first column as the rows' headings; the words stay words."""
    plain = words.map(lambda cell: escaped(str(cell))).rename(columns=lambda heading: escaped(str(heading)))
    st.table(plain.set_index(plain.columns[0]), hide_index=False, border="horizontal", alt=alt)


def difference_map(comparison: Comparison, pattern: Pattern | None = None) -> None:
    """Draw the map of the figures, or of the clusters in them, and its key; a click picks the area out."""
    selection = comparison.selection
    shading = shade(comparison) if pattern is None else shade_clusters(pattern)
    picked = picked_area(comparison)
    alt = headline_sentence(comparison, clock.today()) if pattern is None else clusters_in_words(pattern)
    name = f"Map of {comparison.level.plural} of {comparison.place}: {comparison.group.label.lower()}"
    clicked = area_map(shading, selection.area, comparison.level, picked, name=name, alt=alt, shapes=_shapes())
    if clicked is not None and clicked != picked and clicked in data.catalogue().areas.index:
        state.move(replace(selection, ward=clicked))


def _shapes() -> maps.Shapes:
    return (
        "tiles"
        if state.page_pick("Shapes", {"ground": "on the ground", "tiles": "wards of one size"}, "shapes") == "tiles"
        else "ground"
    )


def picked_area(comparison: Comparison) -> str | None:
    """Return the area to outline: the ward, or the district it lies in where the rows are districts."""
    ward = comparison.selection.ward
    if ward is None or ward in comparison.areas.index:
        return ward
    return str(data.catalogue().areas.at[ward, comparison.level.value])


def ranked(comparison: Comparison) -> None:
    """Draw the bars of the areas at both ends, with their intervals."""
    drawn = bars.ranked(comparison, stale=is_stale(comparison.indicator, clock.today()))
    if drawn is None:
        return
    st.header(f"Highest and lowest {comparison.level.plural}", anchor=False)
    st.plotly_chart(drawn, theme=None, config=STILL, alt=bars.in_words(comparison), key="jsna.ranked")
    if said := bars.whiskers(comparison):
        st.markdown(said)
    place_in_order(comparison)


def place_in_order(comparison: Comparison) -> None:
    """Draw where the picked area stands among the others, with the interval that chance leaves it."""
    own = data.rank_interval(comparison.selection, picked_area(comparison))
    if own is not None:
        st.markdown(escaped(place_among(own, comparison)))
        with st.expander("How the interval of a place is found"):
            st.markdown(HOW_RANKS)


def for_whom() -> None:
    """Draw who this is for and what each of them does here."""
    st.markdown(
        "**Planners** explore maps and areas, and find the counts behind them. **Analysts** add their own figures and "
        "pages. **Board members** open a shared link and see exactly the view that was shared. **Residents** can see "
        "what is said of their place, and what is not known."
    )


def highlights(found: list[Highlight], selection: Selection) -> None:
    """Draw the widest differences of a place, each with the way to the view it was read from."""
    place = name_of(data.catalogue().areas, selection.area)
    st.header(f"Where {escaped(spoken(place))} differs most from England", anchor=False)
    if not found:
        st.markdown("No ward here stands out from England on any of the main indicators.")
    for item in found:
        indicator = data.catalogue().indicators[item.selection.indicator]
        of = f"({short_table(indicator)}, {spoken_date(indicator.reference_date)})"
        st.markdown(f"- {escaped(f'{item.sentence} {of}')}")
        st.page_link(
            "pages/explore/map.py",
            label=f"See it on the map: {item.title}",
            query_params=link.address(item.selection, data.release()),
        )


def where_next() -> None:
    """Draw the way to every other page, by section: its title, and the first sentence of its lead."""
    st.header("Where to go next", anchor=False)
    section = ""
    for page in navigation.page_files(checkout() / "pages")[1:]:
        if page.section != section:
            section = page.section
            st.markdown(f"**{escaped(navigation.heading(section))}**")
        label = ": ".join(filter(None, (page.title, page.lead))).replace("?: ", "? ")
        st.page_link(str(page.path.relative_to(checkout())), label=escaped(label))


def download(comparison: Comparison) -> None:
    """Draw the download of every row; the file is made only when it is asked for."""
    place = "england" if comparison.selection.area == ENGLAND else comparison.place.lower().replace(" ", "-")
    st.download_button(
        f"Download all {len(comparison.areas):,} rows (CSV)",
        lambda: comparison_csv(comparison, data.release()),
        file_name=f"{comparison.indicator.slug}-{place}.csv",
        mime="text/csv",
        on_click="ignore",
    )
