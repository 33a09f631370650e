"""The parts of the page on who replied to a collection, shown before any of its answers."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from jsna.analysis.weighting import BY, REPLIES_BY, weighted
from jsna.analysis.who_replied import WhoReplied, who_replied
from jsna.areas.places import name_of
from jsna.errors import NotAvailable
from jsna.figures.who_replied import in_words, ratios, representation_table, weighted_table
from jsna.model.area import Level
from jsna.model.selection import Selection
from jsna.stats.weights import HIGHEST, LOWEST, MISFIT
from jsna.ui import data
from jsna.ui.link import page_state, state
from jsna.ui.reading import STILL, reading_table, sentence
from jsna.words.plain import escaped
from jsna.words.who_replied import TOGETHER, Represented, absent, compared_with, headline, how_far, variation


def choose() -> tuple[str, str] | None:
    """Draw the choice of collection and area; return the slug of the replies and the area's code, or None."""
    indicators = data.catalogue().indicators
    found = {slug: indicators[slug].title for slug in indicators if REPLIES_BY in slug}
    if not found:
        st.markdown(
            "No collection has been added yet. `jsna ingest records`, or the page “Add a collection”, turns survey "
            "replies or service records into protected counts; who is missing is then shown here, before anything "
            "they said."
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
        st.markdown(escaped(headline(_groups(found, selection.area), place)))
    st.page_link("pages/equality/who_is_missing.py", label="First look at who is missing from this collection")


def replies(slug: str, area: str) -> None:
    """Draw who replied compared with who lives in an area, by one characteristic."""
    found = who_replied(data.catalogue(), slug, [area])
    groups = _groups(found, area)
    name = name_of(data.catalogue().areas, area)
    sentence(headline(groups, name))
    said = [*compared_with(found.population, found.left_out, found.among), *found.replies.caveats]
    st.markdown("\n".join(f"- {escaped(line)}" for line in said))
    reading_table(representation_table(groups), f"Who replied and who lives in {name}")
    nobody = [absent(group) for group in groups if group.state == "nobody replied"]
    if nobody:
        st.markdown("\n".join(f"- {escaped(line)}" for line in nobody))
    drawn = ratios(groups)
    if drawn is not None:
        st.markdown("Share of replies over share of people, with its 95% interval: 1 is a fair share.")
        st.plotly_chart(drawn, theme=None, config=STILL, alt=in_words(groups), key="jsna.missing")
    st.markdown(escaped(variation(float(found.areas["variation"][area]))))
    with st.expander("How this is worked out"):
        st.markdown(
            "Expected is how many replies a fair sample of this size would have from the group: $n N_g / N$. The ratio "
            "is $(n_g/n)/(N_g/N)$ with Wilson's interval of $n_g/n$; a group is called under- or over-represented only "
            "below 0.8 or above 1.25 with an interval that excludes 1. The chance of nobody is $(1 - N_g/N)^n$. "
            "Schouten, Cobben and Bethlehem (2009), Survey Methodology 35: 101–113, on the variation of response."
        )


def answers(slug: str, area: str) -> None:
    """Draw the answers, below who gave them: as given, and weighted if that is possible."""
    st.subheader("What was said, weighted", anchor=False)
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
            f"group more than {100 * MISFIT:.0f} percentage point from its share of the people. The range is Wilson's, "
            "of the replies that are left after weighting: $(\\sum w)^2 / \\sum w^2$, or $p(1-p)/v$ if that is fewer, "
            "with $v$ the variance of the weighted share. Kish (1965), Survey Sampling; Deville and Särndal (1992), "
            "JASA 87: 376–382."
        )


def _groups(found: WhoReplied, area: str) -> list[Represented]:
    rows = found.table.loc[[area]].droplevel("area").reset_index(names="group")
    rows["label"] = rows["group"].map(found.labels).fillna(TOGETHER)
    columns = list(Represented.__dataclass_fields__)
    return [Represented(**row) for row in rows[columns].to_dict("records")]  # type: ignore[arg-type]


def _areas_of(slug: str) -> dict[str, str]:
    """Return the areas whose replies are shown, the chosen place first, then the largest level: code → name."""
    areas = data.catalogue().areas
    rows = data.catalogue().observations(slug)
    codes = rows.loc[rows["denominator"].notna(), "area_code"].unique()
    order = [level.value for level in reversed(Level)]
    known = areas.loc[areas.index.isin(codes)]
    ranked = known.assign(rank=known["level"].map(order.index)).sort_values(["rank", "name"])
    chosen = ranked.index == state.selection().area
    ranked = pd.concat([ranked[chosen], ranked[~chosen]])
    return {str(code): str(name) for code, name in ranked["name"].items()} or {data.catalogue().place.area: "the place"}
