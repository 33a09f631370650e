"""The parts of pages: sentence, definition, table and map, bars, download. Each draws one protected record."""

from __future__ import annotations

import html
from dataclasses import replace

import pandas as pd
import streamlit as st

from jsna.analysis.highlights import Highlight
from jsna.analysis.places import name_of
from jsna.errors import NotAvailable
from jsna.figures import bars, tables
from jsna.figures.reading import table_html
from jsna.model.area import ENGLAND
from jsna.model.comparison import FIVE_WORDS, Comparison
from jsna.model.selection import Selection
from jsna.outputs.download import comparison_csv
from jsna.settings import checkout
from jsna.ui import clock, currency, data, navigation, state, ways
from jsna.words import gaps
from jsna.words.headline import headline as headline_sentence
from jsna.words.highlight import RARE, WHAT_IS_RARE
from jsna.words.numbers import quantity, spoken, unit_of_difference
from jsna.words.plain import Link, escaped
from jsna.words.provenance import definition, short_table, source_link, spoken_date
from jsna.words.standing import METHOD as STANDING

ROWS_A_PAGE = 12

HOW_WE_DECIDE = """
**Different** means three things at once: the difference is beyond chance (the area's 99.8% interval, Wilson's, leaves
the baseline out), it is large enough to matter, and it concerns at least ten people or households. A census counts
everyone, so its interval is natural variation, not a margin of error.

**Large enough to matter** is more than a tenth of the baseline's share, or of the rest where that is smaller, unless
the indicator has a margin of its own. **Much** higher or lower is at least half of it: five times the margin.

**Too few to say**: fewer than 30 to count, or figures that are too uncertain. Everything else is about the same.

How common a difference is has no part in this. It is the second answer: where the area stands among England's.
"""

#: No zooming, dragging or toolbar: a chart is read, and its table is beside it.
STILL = {"displayModeBar": False, "staticPlot": False, "scrollZoom": False, "doubleClick": False}


def require_indicator(selection: Selection) -> None:
    """Check that the selection has an indicator; otherwise raise an error that says why not.

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
    """Draw the line above the map; screen readers announce it when it changes."""
    sentence(headline_sentence(comparison, clock.today()))


def sentence(text: str) -> None:
    """Draw one line in large type, announced when it changes."""
    st.html(f'<p class="jsna-headline" role="status" aria-live="polite">{html.escape(text)}</p>')


def provenance(comparison: Comparison) -> str:
    """Return definition, base, source, reference date and limits, in Markdown."""
    indicator = comparison.indicator
    age = f"Figures for {escaped(comparison.period)}, {currency.beside(indicator, _shown(comparison))}"
    said = [f"{escaped(definition(indicator, comparison.group))} {age} {source_link(indicator)}"]
    if indicator.caveats:
        said += ["**Limits of these figures**", "\n".join(f"- {escaped(caveat)}" for caveat in indicator.caveats)]
    return "\n\n".join(said)


def _shown(comparison: Comparison) -> str:
    """Return the code of the area that the page's sentence is about."""
    return comparison.selection.ward or comparison.selection.area


def how_we_decide(comparison: Comparison) -> str:
    """Return the rule behind the verdicts, in Markdown."""
    own = comparison.indicator.margin_that_matters
    said = [HOW_WE_DECIDE, escaped(STANDING)]
    told = comparison.everywhere["verdict"].isin(FIVE_WORDS).any()
    if own is not None and told:
        unit = unit_of_difference(comparison.indicator)
        reason = comparison.indicator.margin_reason.rstrip(".")
        said.append(f"This indicator's own margin: {escaped(quantity(own, unit))}. {escaped(reason)}.")
    if not told:
        reasons = comparison.everywhere["reason"].value_counts()
        said.append(f"No {comparison.level} has a word here: {escaped(str(reasons.index[0]))}.")
    if comparison.indicator.polarity == "neutral":
        said.append("Neither higher nor lower is better or worse.")
    return "\n\n".join(said)


def table(comparison: Comparison, *, only_rare: bool = False) -> None:
    """Draw the areas as a table that can be searched, sorted and paged, all by keyboard."""
    search, order = st.columns(2)
    sought = state.page_text("Search the table", "search", "Part of a name", into=search)
    first = state.page_pick("Order", tables.ORDERS, "order", into=order)
    codes = tables.ordered(comparison, first, sought, only_rare=only_rare)
    if codes.empty:
        kind = f"{'rare ' if only_rare else ''}{comparison.level.value}"
        named = f" with “{escaped(sought)}” in its name" if sought else ""
        st.markdown(f"There is no {kind} in {escaped(spoken(comparison.place))}{named}.")
        return
    page = page_of(len(codes), ROWS_A_PAGE)
    rows = comparison.areas.loc[codes[(page - 1) * ROWS_A_PAGE : page * ROWS_A_PAGE]]
    addresses = ways.to_areas(rows.index, comparison.selection)
    words = tables.comparison_table(rows, comparison, addresses)
    reading_table(words, f"{comparison.group.label} in {comparison.place}")


def page_of(rows: int, rows_a_page: int) -> int:
    """Draw the choice of a table's page and return it; draw nothing if there is only one page."""
    pages = -(-rows // rows_a_page)
    return state.page_number(f"Page of the table, 1 to {pages}", "page", pages)


def reading_table(words: pd.DataFrame, alt: str, styles: pd.DataFrame | None = None) -> None:
    """Draw a table of words; see ``figures.reading.table_html``."""
    st.html(table_html(words, alt, styles))


def picked_area(comparison: Comparison) -> str | None:
    """Return the area to outline: the ward, or the district it lies in if the rows are districts."""
    ward = comparison.selection.ward
    if ward is None or ward in comparison.areas.index:
        return ward
    return str(data.catalogue().areas.at[ward, comparison.level.value])


def ranked(comparison: Comparison) -> None:
    """Draw the bars of the areas at both ends, with their intervals; each name links to its area."""
    drawn = bars.ranked(comparison, lambda code: ways.to_area(code, comparison.selection))
    if drawn is None:
        return
    st.header(f"Highest and lowest {comparison.level.plural}", anchor=False)
    st.html(drawn)


def for_whom() -> None:
    """Draw who this site is for and what each kind of reader can do here."""
    st.markdown(
        "**Planners** explore maps and areas, and find the counts behind them. **Analysts** add their own figures and "
        "pages. **Board members** open a shared link and see exactly the view that was shared. **Residents** can see "
        "the figures for their area, and what we do not know."
    )


def highlights(found: list[Highlight], selection: Selection) -> None:
    """Draw a place's largest differences, each with a link to the view it comes from."""
    place = name_of(data.catalogue().areas, selection.area)
    st.header(f"Where {escaped(spoken(place))} differs most from England", anchor=False)
    if not found:
        st.markdown("No ward here differs from England on any of the main indicators.")
    if any(item.sentence.endswith(RARE) for item in found):
        st.markdown(WHAT_IS_RARE)
    for item in found:
        indicator = data.catalogue().indicators[item.selection.indicator]
        of = f"({short_table(indicator)}, {spoken_date(indicator.reference_date)})"
        st.markdown(f"- {escaped(f'{item.sentence} {of}')}")
        ward = name_of(data.catalogue().areas, str(item.selection.ward))
        shown = replace(item.selection, release=selection.release)
        on_the_map = Link(f"See it on the map: {item.title}", ways.to_page(ways.MAP, shown))
        profile = Link(f"All about {ward}", ways.to_area(str(item.selection.ward), shown))
        st.markdown(f"{on_the_map.markdown} · {profile.markdown}")


def where_next() -> None:
    """Draw a link to every other page, by section: its title, and the first sentence of its lead."""
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
