"""About the figures of a comparison: what is counted, source, date and limits, and how we decide."""

from __future__ import annotations

import streamlit as st

from jsna.analysis.alike import MOST
from jsna.catalogue.alike import alike_by
from jsna.model.area import Level
from jsna.model.comparison import FIVE_WORDS, LIKE_IT, Comparison
from jsna.model.indicator import Indicator
from jsna.ui import data, timeliness
from jsna.words import alike
from jsna.words.numbers import quantity, unit_of_difference
from jsna.words.plain import Markdown, escaped
from jsna.words.provenance import definition, edited, source_link
from jsna.words.sentences import why_without_word
from jsna.words.standing import METHOD as STANDING

HOW_WE_DECIDE = """
An area is **different** if three things are true. The difference is more than chance: the area's 99.8% interval
(Wilson's) leaves the baseline out. It is large enough to matter. It is at least ten people or households. A census
counts everyone. So its interval is natural variation, not a margin of error.

**Large enough to matter** is more than a tenth of the baseline's share. Where the rest is smaller than the share, it is
a tenth of the rest. Some indicators have a margin of their own. **Much** higher or lower is at least half of that share
or rest: five times the margin. We take the baseline as fixed: only the natural variation of the area's own
figure counts.

**Too few to say** means that there are fewer than 30 to count, or that the figures are too uncertain. All other areas
are **about the same**.

How common a difference is plays no part here. That is a second question: where the area stands among England's.
"""


def about(what: str, said: Markdown) -> None:
    """Draw notes on the figures of a page, closed at first; on paper they are always read.

    Args:
        what: what the notes are about, after "About these figures:".
        said: the notes.
    """
    with st.container(key="jsna-about"), st.expander(f"About these figures: {escaped(what)}"):
        st.markdown(said)


def provenance(comparison: Comparison) -> Markdown:
    """Return definition, base, source, reference date and limits."""
    indicator = comparison.indicator
    age = f"Date of the figures: {timeliness.beside(indicator, _shown(comparison))}"
    own = source(indicator, comparison.selection.group, comparison.level)
    said = [f"{escaped(definition(indicator, comparison.group))} {age} {own}"]
    if indicator.caveats:
        said += ["**Limits of these figures**", "\n".join(f"- {escaped(caveat)}" for caveat in indicator.caveats)]
    return Markdown("\n\n".join(said))


def source(indicator: Indicator, group: str, level: Level) -> Markdown:
    """Return the source line, and whether somebody edited the files of the release shown by hand.

    Args:
        indicator: what the figures are.
        group: code of the group they are about.
        level: level of the areas they are about.
    """
    by_hand = escaped(edited(indicator, data.by_hand()))
    return Markdown(f"{source_link(indicator, group, level)} {by_hand}".strip())


def _shown(comparison: Comparison) -> str:
    """Return the code of the area that the page's sentence is about."""
    return comparison.selection.ward or comparison.selection.area


def how_we_decide(comparison: Comparison) -> Markdown:
    """Return the rule behind the words."""
    own = comparison.indicator.margin_that_matters
    said = [HOW_WE_DECIDE, escaped(STANDING)]
    if comparison.is_with_wards_like_it and (by := alike_by(data.catalogue())) is not None:
        how = f"{alike.how_added_up(by)} {alike.how(by, data.catalogue().indicators, MOST)}"
        said.append(f"**{LIKE_IT.capitalize()}.** {escaped(how)}")
    conclusive = comparison.everywhere["verdict"].isin(FIVE_WORDS).any()
    if own is not None and conclusive:
        unit = unit_of_difference(comparison.indicator)
        reason = comparison.indicator.margin_reason.rstrip(".")
        said.append(f"This indicator's own margin: {escaped(quantity(own, unit))}. {escaped(reason)}.")
    if not conclusive:
        why = why_without_word(comparison.everywhere)
        said.append(f"No {comparison.level} is called higher or lower: {escaped(why)}.")
    if comparison.indicator.polarity == "neutral":
        said.append("Neither higher nor lower is better or worse.")
    return Markdown("\n\n".join(said))
