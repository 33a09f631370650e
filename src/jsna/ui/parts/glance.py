"""One area at a glance: the facts that differ most, and the spine."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from jsna.analysis.facts import facts
from jsna.analysis.profile import holders
from jsna.areas.places import level_of, name_of
from jsna.catalogue.neighbourhoods import among
from jsna.figures.spine import ORDERS, Order, in_order, key_html, spine_html, spine_table
from jsna.model.profile import Profiled, ProfileRow, SpineLine
from jsna.model.selection import Selection
from jsna.ui import data, ways
from jsna.ui.link import page_state
from jsna.ui.parts import profile
from jsna.ui.reading import reading_table
from jsna.words.facts import fact, topic
from jsna.words.numbers import spoken
from jsna.words.plain import Link, escaped


def told(about: Profiled, rows: Sequence[ProfileRow], selection: Selection) -> None:
    """Draw the facts that differ most, each with the way to its map."""
    found = facts(data.catalogue(), rows)
    base = spoken(next((row for row in rows if row.is_own), rows[0]).figure.baseline_name)
    st.subheader(escaped(f"What differs most from {base}"), anchor=False)
    if not found:
        st.markdown(escaped(f"Nothing counted in {spoken(about.name)} differs from {base}."))
        return
    lines = []
    for row in found:
        way = Link(topic(row), ways.to_map(row.indicator, selection, row.group_code)).markdown
        lines.append(f"- {way}: {escaped(fact(row))}")
    with st.container(key="jsna-facts"):
        st.markdown("\n".join(lines))


def spine(about: Profiled, lines: Sequence[SpineLine], selection: Selection) -> list[SpineLine]:
    """Draw a line for each main indicator, sorted as the reader likes; return the lines in that order."""
    areas = data.catalogue().areas
    st.subheader("Main figures", anchor=False)
    order = Order(page_state.switch("Sorted", {order.value: words for order, words in ORDERS.items()}, "order"))
    level = level_of(areas, about.codes[0])
    around = {
        parent: name_of(areas, code) for parent, code in holders(areas, about.codes).items() if parent is not level
    }
    titles = {each.value: profile.title(each) for each in profile.characteristics()} if order is Order.TOPIC else {}
    ordered = in_order(lines, order)
    st.html(
        key_html(about.name, level, around, lines)
        + spine_html(
            ordered,
            _addresses(lines, selection),
            titles,
            f"Main figures of {about.name}, beside England's {level.together}",
        )
    )
    return ordered


def table(about: Profiled, lines: Sequence[SpineLine], selection: Selection) -> None:
    """Draw, closed, the same lines as a table."""
    with st.expander("Main figures as a table"):
        ranges = among(data.catalogue(), about.codes[0]) if profile.is_ward(about) else {}
        reading_table(spine_table(lines, _addresses(lines, selection), ranges), f"Main figures of {about.name}")


def _addresses(lines: Sequence[SpineLine], selection: Selection) -> dict[tuple[str, str], str]:
    return {
        (line.row.indicator.slug, line.row.group_code): ways.to_map(line.row.indicator, selection, line.row.group_code)
        for line in lines
    }
