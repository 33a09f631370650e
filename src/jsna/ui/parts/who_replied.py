"""The parts of the page on who replied to a collection, shown before any of its answers."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from jsna.analysis.counterpart import NOT_ANSWERED
from jsna.analysis.weighting import BY, REPLIES_BY, weighted
from jsna.analysis.who_replied import TOGETHER, WhoReplied, who_replied
from jsna.areas.places import above, name_of
from jsna.disclosure.policy import rule_for
from jsna.errors import NotAvailable
from jsna.figures.who_replied import representation_table, shares_html, weighted_table
from jsna.model.area import Level
from jsna.model.selection import Selection
from jsna.stats.representation import OVER, UNDER
from jsna.stats.weights import HIGHEST, LOWEST, MISFIT
from jsna.ui import data
from jsna.ui.link import page_state, state
from jsna.ui.reading import reading_table, sentence
from jsna.words.plain import escaped
from jsna.words.who_replied import (
    NOBODY,
    Represented,
    absent,
    all_others,
    compared_with,
    finding,
    headline,
    how_far,
    people_who,
    told_together,
    variation,
)

_WORKED_OUT = f"""
Replies in a fair sample: all replies, times the group's residents, divided by all residents.

The ratio is the group's share of the replies divided by its share of the residents: 1 is a fair share. Its range is
Wilson's 95% interval. A group is called under-represented only below {UNDER:g}, and over-represented only above
{OVER:g}, and only where the range leaves 1 out.

The chance that nobody of a group replies: the share of all others, multiplied with itself once for each reply.

Which groups of a whole survey are counted together is decided by how many replied, never by what they said.

How unevenly groups replied: Schouten, Cobben and Bethlehem (2009), Survey Methodology 35: 101–113.
"""


def choose() -> tuple[str, str] | None:
    """Draw the choice of collection and area; return the slug of the replies and the area's code, or None."""
    indicators = data.catalogue().indicators
    found = {slug: indicators[slug].title for slug in indicators if REPLIES_BY in slug}
    if not found:
        st.markdown(
            "No replies have been added yet. `jsna ingest records`, or the page that adds a collection, turns survey "
            "replies or service records into protected counts. This page then shows who replied and who did not."
        )
        return None
    with st.sidebar:
        slug = page_state.pick("Collection", found, "collection", fixed=False)
        areas = _areas_of(slug)
        area = page_state.pick("Area", areas, "where", fixed=False)
    return slug, area


def before(selection: Selection) -> None:
    """Draw who is missing from a selection's collection, before any answers; nothing for other indicators."""
    indicators = data.catalogue().indicators
    collection = selection.indicator.partition(BY)[0]
    slugs = [slug for slug in indicators if slug.startswith(f"{collection}{REPLIES_BY}")]
    if not slugs:
        return
    place = name_of(data.catalogue().areas, selection.area)
    for slug in slugs:
        try:
            found = who_replied(data.catalogue(), slug, [selection.area])
        except NotAvailable:
            continue
        st.markdown(escaped(headline(_groups(found, selection.area), place, found.replies.characteristic)))
    st.page_link("pages/equality/who_is_missing.py", label="Look first at who has not replied")


def replies(slug: str, area: str) -> None:
    """Draw who replied compared with who lives in an area, by one characteristic."""
    try:
        found = who_replied(data.catalogue(), slug, [area])
    except NotAvailable as problem:
        sentence(str(problem))
        return
    groups, of = _groups(found, area), found.replies.characteristic
    name = name_of(data.catalogue().areas, area)
    sentence(headline(groups, name, of))
    if picture := shares_html(groups):
        st.header(escaped(finding(groups)), anchor=False)
        st.html(picture)
        st.markdown("Thin line on each bar of replies: the 95% interval, if replies were random.")
    if together := told_together(groups, of):
        st.markdown(escaped(together))
    reading_table(representation_table(groups), f"Who replied and who lives in {name}")
    said = [absent(group) for group in groups if group.state == NOBODY]
    said += [*compared_with(found.population, found.left_out, found.among), *found.replies.caveats]
    st.markdown("\n".join(f"- {escaped(line)}" for line in said))
    with st.expander("How this is worked out"):
        st.markdown(escaped(variation(float(found.areas["variation"][area]))))
        st.markdown(_WORKED_OUT)


def answers(slug: str, area: str) -> None:
    """Draw the answers, below who gave them: as given, and weighted if that is possible."""
    st.header("What was said, weighted", anchor=False)
    try:
        found = weighted(data.catalogue(), slug, area)
    except NotAvailable as problem:
        st.markdown(escaped(str(problem)))
        return
    reading_table(weighted_table(found), f"Answers as given and weighted for {found.characteristic}")
    st.markdown(escaped(how_far(found)))
    with st.expander("How the weights are worked out"):
        st.markdown(
            "A reply counts for its group's share of the people over its share of the replies, but no less than "
            f"{LOWEST:g} and no more than {HIGHEST:g} times the mean. No weighted figure is shown where that leaves a "
            f"group more than {100 * MISFIT:.0f} percentage point from its share of the people. The range is Wilson's "
            "95% interval, of the replies that are left after weighting: the sum of the weights, squared, over the sum "
            "of the squared weights; or, if that is fewer, as many as give the variance that the weighted share has. "
            "Kish (1965), Survey Sampling; Deville and Särndal (1992), JASA 87: 376–382."
        )


def _groups(found: WhoReplied, area: str) -> list[Represented]:
    rows, of = found.table.loc[[area]].droplevel("area").reset_index(names="group"), found.replies.characteristic
    summary, single = found.areas.loc[area], rows[rows["group"] != TOGETHER]
    names = {**found.labels, TOGETHER: all_others(of, unanswered=bool(summary["with_unanswered"]))}
    said = {code: people_who(group.says) for code, group in found.replies.groups.items()}
    rows["people"] = [said.get(code) or people_who(f"are {names[code].lower()}") for code in rows["group"]]
    rows.loc[rows["group"] == TOGETHER, "people"] = f"people of {names[TOGETHER]}"
    rows["label"] = rows["group"].map(names).map(lambda name: name[0].upper() + name[1:])
    enough = summary["replies"] >= rule_for(found.replies.disclosure).percentage_base
    every = {"replies": summary["replies"], "residents": single["population"].sum(), "percentages": enough}
    columns = list(Represented.__dataclass_fields__)
    return [Represented(**row) for row in rows.assign(**every)[columns].to_dict("records")]  # type: ignore[arg-type]


def _areas_of(slug: str) -> dict[str, str]:
    """Return the areas of which something can be told: code → name, first the one that is shown first.

    That is the smallest of the reader's ward, the place chosen and those they lie in; otherwise the largest of all.
    Where nothing can be told of any area, the largest one that was counted.
    """
    areas, chosen = data.catalogue().areas, state.selection()
    rows = data.catalogue().observations(slug)
    told = rows.loc[rows["numerator"].notna() & (rows["group"] != NOT_ANSWERED), "area_code"]
    ranked = _largest_first(areas, told) or _largest_first(areas, rows["area_code"])[:1]
    picked = [code for code in (chosen.ward, chosen.area) if code]
    near = [code for own in picked for code in (own, *above(areas, own).values())]
    first = next((code for code in near if code in ranked), ranked[0])
    return {code: name_of(areas, code) for code in (first, *ranked)}


def _largest_first(areas: pd.DataFrame, codes: pd.Series[str]) -> list[str]:
    order = [level.value for level in reversed(Level)]
    known = areas.loc[areas.index.isin(codes.unique())]
    return list(known.assign(rank=known["level"].map(order.index)).sort_values(["rank", "name"]).index)
