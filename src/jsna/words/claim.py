"""The claim checker: what may be said about "x of n" replies, what may not, and what would be needed.

Below the thresholds of ``jsna.disclosure.policy`` the texts here do not repeat how many replied or what they answered,
because the report itself may be copied into a paper.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from jsna.disclosure.policy import SMALLEST_BASE, SMALLEST_PERCENTAGE_BASE, SURVEY, WIDEST_HALF_WIDTH
from jsna.disclosure.protected import ShownFigure, Withheld, is_wide, protect_figure
from jsna.disclosure.represent import decimals, may_show_percentage
from jsna.model.claim import ClaimReport, ClaimVerdict
from jsna.stats.proportions import ImpossibleCounts, wilson_interval
from jsna.words.numbers import SPACE, count, per_hundred, percent, percent_as_given

#: If a claim would need more replies than this, more replies are not the answer.
MOST_REPLIES = 100_000
OF_THOSE_WHO_REPLIED = "Say “of those who replied”: they chose to reply, and nobody knows how the others feel."

_PERCENTAGE = re.compile(r"(\d+(?:\.\d+)?)\s*(?:%|per\s?cent\b|percent\b)", re.IGNORECASE)
_AT_LEAST = re.compile(r"\b(?:over|more than|at least|above)\s+\d", re.IGNORECASE)
_MOST = re.compile(r"\b(?:most|majority|mainly|mostly)\b", re.IGNORECASE)
_ALL_OR_NONE = re.compile(r"\b(?:all|every\w*|nobody|no one|none)\b|\b(?:100|0)\s*(?:%|per\s?cent)", re.IGNORECASE)
_REPLIED = re.compile(r"\b(?:replied|replies|respond\w*|answered|asked|took part)\b", re.IGNORECASE)


def check_claim(x: int, n: int, group_size: int | None = None, sentence: str = "") -> ClaimReport:
    """Return what may be said about x of n replies from a group.

    Args:
        x: how many gave the answer.
        n: how many replied.
        group_size: how many people the group has, if known.
        sentence: the sentence someone wants to print; without it, the plain percentage is judged.

    Raises:
        ImpossibleCounts: x is not between 0 and n, or more replied than the group has people.
    """
    wrong = _impossible(x, n, group_size)
    if wrong:
        msg = f"{wrong}. Give how many gave the answer, of how many replied, of how many there are."
        raise ImpossibleCounts(msg)
    figure = protect_figure(x, n, SURVEY)
    if isinstance(figure, Withheld):
        return _too_few()
    if not may_show_percentage(figure, SURVEY):
        return _as_a_count(figure, group_size, sentence)
    return _with_range(figure, group_size, sentence)


def _impossible(x: int, n: int, group_size: int | None) -> str:
    """Return what is wrong with the numbers typed; empty if they are valid."""
    if min(x, n) < 0:
        return "There are no fewer than 0 replies"
    if x > n:
        return f"{count(x)} of {count(n)}: more gave the answer than replied"
    if group_size is not None and n > group_size:
        return f"{count(n)} replies from a group of {count(group_size)}: more replied than there are people"
    return ""


def _too_few() -> ClaimReport:
    """Return the same report for every cause: a second text would reveal the cause, and so somebody's answer."""
    return ClaimReport(
        verdict=ClaimVerdict.MAY_NOT,
        interval=None,
        may_say=("Too few people from this group replied to say how the group feels.",),
        may_not_say=(
            (
                f"Any share, count or range: fewer than {SMALLEST_BASE} people replied, or fewer than "
                f"{SMALLEST_PERCENTAGE_BASE} who all answered alike. It would tell what single people said, "
                "and nothing about the group."
            ),
            "That the group is happy or unhappy, or that nobody from it replied.",
        ),
        more_replies=None,
        needed=f"A count needs {SMALLEST_BASE} replies that differ; a percentage needs {SMALLEST_PERCENTAGE_BASE}. "
        "Ask more people from this group, and ask them how they want to be asked.",
        wording="Too few people from this group replied to say how the group feels.",
    )


def _as_a_count(figure: ShownFigure, group_size: int | None, sentence: str) -> ClaimReport:
    replies = _replies(figure)
    wording = f"{count(figure.numerator)} of {count(replies)} replies from this group{_out_of(figure, group_size)}."
    per_hundred = (
        f"If these {count(replies)} were a random sample, the true share could be anywhere from "
        f"{' to '.join(_limits(figure))} in every 100. They were not a random sample."
    )
    wrong = tuple(_objections(figure, sentence))
    more = _more_for(figure, sentence)
    return ClaimReport(
        verdict=ClaimVerdict.REWORD if wrong else ClaimVerdict.AS_A_COUNT,
        interval=_interval(figure),
        may_say=(wording, per_hundred),
        may_not_say=(
            *(said for said in wrong if said != OF_THOSE_WHO_REPLIED),
            f"A percentage, a ranking or a colour: they need {SMALLEST_PERCENTAGE_BASE} replies.",
            f"Anything about people in this group who did not reply. {OF_THOSE_WHO_REPLIED}",
        ),
        more_replies=more,
        needed=_needed(more, "the claim" if _floors(sentence) or _ALL_OR_NONE.search(sentence) else "a percentage"),
        wording=f"{wording} {per_hundred}",
    )


def _with_range(figure: ShownFigure, group_size: int | None, sentence: str) -> ClaimReport:
    lower, upper = _interval(figure)
    digits = decimals(figure, SURVEY)
    share = figure.numerator / _replies(figure)
    counts = f"{count(figure.numerator)} of {count(_replies(figure))}"
    said = f"{counts} people from this group who replied ({percent(share, digits)}){_out_of(figure, group_size)}."
    spread = f"If replies were random, the true share would lie between {percent(lower, digits)} and "
    spread += f"{percent(upper, digits)}{': a wide range' if is_wide(figure, SURVEY) else ''}."
    wrong = tuple(_objections(figure, sentence))
    more = _more_for(figure, sentence)
    return ClaimReport(
        verdict=ClaimVerdict.REWORD if wrong else ClaimVerdict.WITH_RANGE,
        interval=(lower, upper),
        may_say=(said, spread),
        may_not_say=(*wrong, "“Margin of error”: that belongs to random samples."),
        more_replies=more,
        needed=_needed(more, "the claim"),
        wording=f"{said} {spread}",
    )


def _objections(figure: ShownFigure, sentence: str) -> Iterator[str]:
    """Yield what is wrong with the sentence, most serious first; without a percentage if one may not be shown."""
    lower, _ = _interval(figure)
    first, last = _limits(figure)
    ending = "" if may_show_percentage(figure, SURVEY) else " in every 100"
    if _ALL_OR_NONE.search(sentence):
        yield (
            "All, everybody, nobody, none: replies cannot show that. "
            f"The true share could be anywhere from {first} to {last}{ending}."
        )
    yield from _wrong_percentages(figure, sentence)
    if _MOST.search(sentence) and lower <= 0.5:
        yield f"Most, or a majority: the range begins at {first}{ending}, not above half."
    if sentence and not _REPLIED.search(sentence):
        yield OF_THOSE_WHO_REPLIED


def _wrong_percentages(figure: ShownFigure, sentence: str) -> Iterator[str]:
    """Yield what is wrong with the percentages of the sentence; nothing if any percentage would already be wrong."""
    if not may_show_percentage(figure, SURVEY):
        return
    digits, (lower, _) = decimals(figure, SURVEY), _interval(figure)
    share = figure.numerator / _replies(figure)
    for claimed in _claimed(sentence):
        if _AT_LEAST.search(sentence):
            if lower <= claimed:
                yield f"That it is above {percent_as_given(claimed)}: the range begins at {percent(lower, digits)}."
        elif abs(claimed - share) > 0.005:
            yield f"{percent_as_given(claimed)}: the share of those who replied is {percent(share, digits)}."


def _limits(figure: ShownFigure) -> tuple[str, str]:
    """Return both limits as they may be shown: per cent, or "of every 100" if replies are too few for that."""
    lower, upper = _interval(figure)
    if may_show_percentage(figure, SURVEY):
        digits = decimals(figure, SURVEY)
        return percent(lower, digits), percent(upper, digits)
    return per_hundred(lower), per_hundred(upper)


def _more_for(figure: ShownFigure, sentence: str) -> int | None:
    """Return how many more replies would support what the sentence claims; None if more replies would not help."""
    if _ALL_OR_NONE.search(sentence):
        return None
    floors = _floors(sentence)
    if floors:
        return _more_until(figure, lambda lower, _: lower > max(floors))
    return _more_until(figure, lambda _, half: half <= WIDEST_HALF_WIDTH)


def _floors(sentence: str) -> list[float]:
    """Return the shares that a sentence claims to be above."""
    return [*(_claimed(sentence) if _AT_LEAST.search(sentence) else []), *([0.5] if _MOST.search(sentence) else [])]


def _more_until(figure: ShownFigure, supported: Callable[[float, float], bool]) -> int | None:
    """Return the fewest further replies, at the same share, for which the lower limit and half-width are sufficient."""
    replies = _replies(figure)

    def enough(total: int) -> bool:
        # Round down, so that a share never counts a reply that nobody gave.
        lower, upper = wilson_interval(total * figure.numerator // replies, total)
        return total >= SMALLEST_PERCENTAGE_BASE and supported(float(lower), float(upper - lower) / 2)

    return next((total - replies for total in _growing(replies) if enough(total)), None)


def _growing(replies: int) -> Iterator[int]:
    """Yield totals to try: one by one while that is cheap, then in steps of a hundredth."""
    total = replies
    while total <= MOST_REPLIES:
        yield total
        total += max(1, total // 100)


def _needed(more: int | None, what: str) -> str:
    if more is None:
        return f"No number of replies like these would support {what}."
    if more == 0:
        return f"There are enough replies for {what}, for those who replied."
    return f"About {count(more)} more {'reply' if more == 1 else 'replies'} at the same share would support {what}."


def _claimed(sentence: str) -> Iterator[float]:
    return (float(found) / 100 for found in _PERCENTAGE.findall(sentence))


def _out_of(figure: ShownFigure, group_size: int | None) -> str:
    if group_size is None:
        return ""
    return f", a group of {count(group_size)}{SPACE}people of whom {count(group_size - _replies(figure))} did not reply"


def _replies(figure: ShownFigure) -> int:
    assert figure.denominator is not None  # noqa: S101 - a claim is always x of n
    return figure.denominator


def _interval(figure: ShownFigure) -> tuple[float, float]:
    lower, upper = wilson_interval(figure.numerator, _replies(figure))
    return float(lower), float(upper)
