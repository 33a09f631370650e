"""What is different in today's release from the one that a link pins, in words."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence

from jsna.model.release_changes import FigureChange, IndicatorChange, IndicatorsChanged, Told, ViewChanges, Why
from jsna.words.numbers import count, counted, difference, listed, spoken

NOTHING = "Nothing in this view has changed."
NO_FIGURE = "No figure and no word in this view has changed."
#: Stands for a figure that is shown, where the other release withholds it.
BESIDE_HIDDEN = "not shown beside a hidden figure"
#: Of figures: why they are others.
_BECAUSE = {
    Why.PERIOD: "the figures are of a new period",
    Why.CORRECTION: "figures were corrected",
    Why.BOUNDARIES: "boundaries are new",
    Why.RULE: "the rule by which areas are called different is new",
    Why.BASELINE: "the figure that they are compared with is another one",
    Why.DEFINITION: "something else is counted",
    Why.DESCRIPTION: "the description is new",
    Why.ADDED: "figures are new",
    Why.GONE: "figures are no longer given",
}


def of_view(view: ViewChanges) -> str:
    """Return the sentence about a view: how many figures are others, by how much at the most, and why."""
    if view.instead:
        return view.instead
    said = [_how_many(view), *(_larger(view) if not view.changes else [])]
    if not any(said):
        said = ["" if view.replaced else NOTHING if view.untouched and not view.periods else NO_FIGURE]
    if view.described:
        said.append(f"Only the description has: {listed(list(view.described))}.")
    if view.periods:
        said = [part.replace(NO_FIGURE, "No figure of the newest period has changed.") for part in said]
        said.append(f"Earlier periods that are different: {listed(list(view.periods))}.")
    if view.outlines and not any(Why.BOUNDARIES in each.whys for each in view.changes):
        said.append(_outlines(view.outlines))
    if view.replaced:
        said.append(_replaced(view.replaced))
    return " ".join(filter(None, said))


def of_indicators(found: IndicatorsChanged) -> str:
    """Return the sentence about the indicators of a place: how many are different, and what else is."""
    said = []
    if found.changes:
        number = f"{count(len(found.changes))} {_be(len(found.changes), 'is', 'are')}"
        said.append(f"Of {count(found.looked_at)} indicators, {number} different in today’s release.")
    if found.another_rule:
        said.append("The rule by which areas are called different is new.")
    if found.outlines:
        said.append(f"In {spoken(found.about)}: {_outlines(found.outlines)}")
    return " ".join(said) or "Nothing has changed in the figures."


def told(side: Told | None) -> str:
    """Return what one release says of a figure: ``600 of 1,000 (60.0%)``; why there is none; a dash without an area."""
    if side is None:
        return "–"
    if side.beside_hidden:
        return BESIDE_HIDDEN
    if side.counted:
        return counted(side, side.indicator)
    return side.reason or str(side.verdict or "–")


def change(each: FigureChange) -> str:
    """Return the difference with its unit: ``+3.1 points``; a dash where none is given."""
    now = each.now
    if not each.another_figure:
        return "no change"
    return "–" if now is None or math.isnan(each.difference) else difference(each.difference, now.indicator)


def words(each: FigureChange) -> str:
    """Return the word of both releases: ``higher, now about the same``; one where it is the same."""
    then, now = (str(side.verdict) if side is not None and side.verdict else "" for side in (each.then, each.now))
    if then == now or not then or not now:
        return now or then or "–"
    return f"{then}, now {now}"


def why(each: FigureChange) -> str:
    """Return the reasons of a change, in a few words: ``new period, new boundaries``."""
    return ", ".join(each.whys) or "–"


def period(each: IndicatorChange) -> str:
    """Return the period of an indicator in both releases: ``2023, now 2024``; one where it is the same."""
    if each.then == each.now or not each.then or not each.now:
        return each.now or each.then or "–"
    return f"{each.then}, now {each.now}"


def _how_many(view: ViewChanges) -> str:
    """Return how many are different, by how much and why; empty where none is."""
    figures = [each for each in view.changes if each.another_figure]
    others = len(view.changes) - len(figures)
    if not view.changes:
        return ""
    of, end = f"Of {count(view.looked_at)} {view.what}", f", because {_because(view.changes)}."
    word = f"{count(others)} {_be(others, 'has', 'have')} another word"
    if view.what == "figures":
        of = f"{of} of {spoken(view.about)}"
        number = f"{count(len(view.changes))} {_be(len(view.changes), 'is', 'are')} different in today’s release"
        return f"{of}, {number}{end}"
    if not figures:
        return f"{of}, {word} in today’s release{end}"
    said = f"another figure in today’s release{_at_most(figures)}"
    if len(figures) == view.looked_at > 1:
        return f"All {count(view.looked_at)} {view.what} have {said}{end}"
    number = f"{count(len(figures))} {_be(len(figures), 'has', 'have')}"
    return f"{of}, {number} {said}{f'; {word}' if others else ''}{end}"


def _at_most(changes: Iterable[FigureChange]) -> str:
    known = [each for each in changes if not math.isnan(each.difference)]
    if not known:
        return ""
    largest = max(known, key=lambda each: abs(each.difference))
    assert largest.now is not None  # noqa: S101 - a difference has both sides
    size = difference(abs(largest.difference), largest.now.indicator).removeprefix("+")
    return f", by {'at most ' if len(known) > 1 else ''}{size}"


def _larger(view: ViewChanges) -> list[str]:
    """Return which of the larger areas' figures are others, where no other is."""
    if not view.larger:
        return []
    names = listed([spoken(each.name) for each in view.larger])
    have = _be(len(view.larger), "has another figure", "have other figures")
    said = f"No {view.what} have another figure or word; {names} {have}"
    return [f"{said}, because {_because(view.larger)}."]


def _because(changes: Sequence[FigureChange]) -> str:
    """Return the reasons, the most common first; where one is not everybody's, how many it is of."""
    number = Counter(why for each in changes for why in each.whys)
    said = []
    for reason, of in number.most_common():
        periods = _periods(changes) if reason is Why.PERIOD else ""
        few = f"{count(of)} of them" if of < len(changes) else ""
        within = "; ".join(filter(None, (few, periods)))
        said.append(f"{_BECAUSE[reason]} ({within})" if within else _BECAUSE[reason])
    return listed(said) or "they were worked out otherwise"


def _periods(changes: Iterable[FigureChange]) -> str:
    """Return ``2024 instead of 2023`` where all changes of the period are the same."""
    found = {
        (each.now.period, each.then.period)
        for each in changes
        if Why.PERIOD in each.whys and each.now is not None and each.then is not None
    }
    return "{} instead of {}".format(*next(iter(found))) if len(found) == 1 else ""


def _outlines(number: int) -> str:
    return f"{count(number)} {_be(number, 'area has', 'areas have')} new boundaries."


def _replaced(titles: Sequence[str]) -> str:
    named = listed([f"“{title}”" for title in titles])
    return (
        f"The figures of {named} were replaced within their period. What is different is not shown, because it would "
        "say something of the people between."
    )


def _be(number: int, one: str, several: str) -> str:
    return one if number == 1 else several
