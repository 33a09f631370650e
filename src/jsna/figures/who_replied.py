"""Who replied beside who lives here: a picture of shares, and a table of the same."""

from __future__ import annotations

import html
import math
from collections.abc import Sequence

import pandas as pd

from jsna.figures import theme
from jsna.model.weighting import WeightedAnswers
from jsna.words.numbers import count, percent
from jsna.words.who_replied import NOBODY, NOT_KNOWN, OVER, UNDER, Represented, ratio, weighted_range

#: The colour of the bar of replies. It is said in words beside the name too.
_COLOURS = {UNDER: theme.DIVERGING[0], NOBODY: theme.DIVERGING[0], OVER: theme.DIVERGING[4]}
_WITH_OTHERS, _WITHHELD = "counted only with others", "withheld"


def representation_table(groups: Sequence[Represented]) -> pd.DataFrame:
    """Return each group in words: replies, people, expected replies, ratio with interval, and the conclusion."""
    hidden = _WITHHELD if all(group.state == NOT_KNOWN for group in groups) else _WITH_OTHERS
    return pd.DataFrame(
        {
            "Group": group.label,
            "Replies": hidden if math.isnan(group.respondents) else _counted_replies(group),
            "Residents": _counted_residents(group),
            "Replies in a fair sample": "–" if math.isnan(group.expected) else f"{group.expected:,.1f}",
            "Share of replies over share of residents": ratio(group),
            "In short": group.state,
        }
        for group in groups
    )


def weighted_table(found: WeightedAnswers) -> pd.DataFrame:
    """Return each answer in words: its share as given and weighted, and the range of the weighted share."""
    return pd.DataFrame(
        {
            "Answer": each.answer,
            "As given": percent(each.plain, 0),
            "Weighted": percent(each.weighted, 0),
            "Range if replies were random": weighted_range(each),
        }
        for each in found.answers
    )


def shares_html(groups: Sequence[Represented]) -> str:
    """Return each group's share of the replies as a bar, with its 95% interval, above its share of the residents.

    Every bar has its number beside it. Groups that are not known are left out: the table names them. Empty where
    nothing can be told.
    """
    known = [group for group in groups if group.state != NOT_KNOWN]
    if not known:
        return ""
    longest = max(max(group.share_of_people, group.upper * group.share_of_people) for group in known)
    drawn = "".join(_group(group, longest) for group in known)
    alt = html.escape(in_words(known), quote=True)
    return f'<div class="jsna-replied" role="img" aria-label="{alt}">{drawn}</div>'


def _group(group: Represented, longest: float) -> str:
    replies = _bar(group.share_of_replies, longest, _COLOURS.get(group.state, theme.DIVERGING[2]))
    low, high = (end * group.share_of_people for end in (group.lower, group.upper))
    replies += _piece("jsna-replied-range", low / longest, (high - low) / longest)
    residents = _bar(group.share_of_people, longest, theme.PAPER)
    name = f"<strong>{html.escape(group.label)}</strong>: {html.escape(group.state)}"
    return (
        f'<p class="jsna-replied-name">{name}</p>'
        + _line("Replies", replies, _counted_replies(group))
        + _line("Residents", residents, _counted_residents(group))
    )


def _line(what: str, drawn: str, said: str) -> str:
    return (
        f'<p class="jsna-replied-line"><span>{what}</span><span class="jsna-replied-ground">{drawn}</span>'
        f"<span>{html.escape(said)}</span></p>"
    )


def _bar(share: float, longest: float, colour: str) -> str:
    return _piece("jsna-replied-bar", 0, share / longest, f"background-color:{colour}")


def _piece(kind: str, left: float, width: float, style: str = "") -> str:
    return f'<span class="{kind}" style="left:{100 * left:.2f}%;width:{100 * width:.2f}%;{style}"></span>'


def in_words(groups: Sequence[Represented]) -> str:
    """Return the alternative text of the picture."""
    said = "; ".join(
        f"{group.label}: {_counted_replies(group)} replies, {_counted_residents(group)} residents, {group.state}"
        for group in groups
        if group.state != NOT_KNOWN
    )
    return f"Share of replies above share of residents, by group. {said}."


def _counted_replies(group: Represented) -> str:
    if math.isnan(group.replies):
        return count(group.respondents)
    counts = f"{count(group.respondents)} of {count(group.replies)}"
    return f"{counts} ({percent(group.share_of_replies, 0)})" if group.percentages else counts


def _counted_residents(group: Represented) -> str:
    return f"{count(group.population)} of {count(group.residents)} ({percent(group.share_of_people, 0)})"
