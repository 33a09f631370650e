"""What people told us, in words: counts by theme, and how long answers took."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import ceil, floor

from jsna.disclosure.policy import SURVEY
from jsna.model.register.report import About
from jsna.model.told_us import STEP, ToldUs, Waits
from jsna.words.numbers import count, percent
from jsna.words.plain import Markdown

TITLES = {About.FIGURE: "Figures that people do not recognise", About.HARM: "Harm from services"}
EVERYTHING = "All reports"
EMPTY = (
    "Here you see what people told us of their own accord: under which themes, and how long answers took. Only counts "
    "of a year that is over are shown, and only from {fewest} reports. For {year} there are fewer, or none."
)
HOW = (
    "**What is counted.** Reports that people sent to this council by “Tell us” or on paper. Somebody who told us "
    "twice counts twice. A moderator gives each report one theme, and it is counted in the year in which it was given. "
    "Reports without a theme are not counted. Those that were taken back or erased stay in the counts if they had one."
    "\n\n**What is withheld.** Counts under {fewest}, and others that would give them away. A withheld count can be "
    "none.\n\n"
    "**What we do not know.** People who tell us something are not a sample of those who live here: many never heard "
    "of this page, or do not trust it. A theme with few reports is not a small problem. Nothing here is known by "
    "place or by protected characteristic: nobody is asked who they are.\n\n"
    "**How long answers took.** Days from the day a report came to the first answer, over all reports whose author "
    "asked for one. Those that still waited on 31 December are in it with the days until then, so the figures never "
    "change later. Reports that came late in the year and still waited have few days yet. Days of those that waited "
    "are given in steps of {step}: exact ones would say on which day somebody told us."
)
UNIT, BASE = "reports", "reports given a theme in the year"


def how() -> Markdown:
    """Return how all this is counted."""
    return Markdown(HOW.format(fewest=SURVEY.smallest_base, step=STEP))


def empty(year: int) -> str:
    """Return what the page is for, where it can show nothing of a year."""
    return EMPTY.format(fewest=SURVEY.smallest_base, year=year)


def too_few(found: ToldUs) -> str:
    """Return that nothing of a kind can be shown: the same words for none and for a few."""
    return f"Too few reports in {found.year} to say anything: fewer than {SURVEY.smallest_base}, or none."


def headline(found: ToldUs, names: Mapping[str, str]) -> str:
    """Return how many reports of a kind were given a theme, and the largest count that is shown. See :func:`shown`."""
    if found.themed is None:
        return f"Too few reports were given a theme in {found.year} to show them: fewer than {SURVEY.smallest_base}."
    said = f"{count(found.themed)} reports were given a theme in {found.year}."
    known = shown(found, names)
    if not known:
        return f"{said} No count by theme can be shown."
    theme, _, number = known[0]
    return f"{said} The largest count shown here is “{theme}”: {number}."


def shown(found: ToldUs, names: Mapping[str, str]) -> list[tuple[str, int, str]]:
    """Return the name of each theme whose count is shown, its count, and that in words: the largest first.

    Args:
        found: the counts.
        names: of the themes in use today, by code.
    """
    known = [(name, number) for name, number in by_name(found, names) if number is not None]
    return [(name, number, _of_all(number, found.themed or 0)) for name, number in known]


def withheld(found: ToldUs, names: Mapping[str, str]) -> str:
    """Return which themes are not shown, and why. Arguments as of :func:`shown`."""
    hidden = [name for name, number in by_name(found, names) if number is None]
    reason = f"fewer than {SURVEY.smallest_base} reports or none, or a count that would give others away"
    return f"Withheld [c] ({reason}): {'; '.join(hidden)}." if hidden else ""


def by_name(found: ToldUs, names: Mapping[str, str]) -> list[tuple[str, int | None]]:
    """Return name and count of every theme, the largest first; None where withheld. Arguments as of :func:`shown`."""
    gone = {code: f"{code} (not in use any more)" for code in found.themes if code not in names}
    known = [(name, found.themes.get(code)) for code, name in {**names, **gone}.items()]
    return sorted(known, key=lambda each: -(each[1] or 0))


def caption(found: ToldUs) -> str:
    """Return what the bars show."""
    return f"{TITLES[found.about]}: reports given a theme in {found.year}, of {count(found.themed or 0)}, by theme"


def waits(found: ToldUs) -> Iterator[str]:
    """Yield how many asked for an answer and had one, and how long it took: a sentence each."""
    known = found.waits
    if known is None:
        yield (
            f"How long answers took is not shown: fewer than {SURVEY.smallest_base} reports that asked for an answer "
            f"came in {found.year}, or none."
        )
        return
    rest = known.asked - known.answered
    yield (
        f"{count(known.asked)} reports that came in {found.year} asked for an answer. "
        f"{count(known.answered)} of {count(known.asked)} had one by 31 December; {count(rest)} had not."
    )
    yield f"Days to the first answer, over all {count(known.asked)}: {_half(known)}; {_range(known)}."


def _half(known: Waits) -> str:
    """How long half of them waited: the median, in whole days."""
    if not known.median_is_more:
        return f"half of them waited {count(floor(known.median))} or less"
    if not known.median:
        return f"we cannot say yet how long half of them waited, because half or more were new (under {STEP} days)"
    return f"half of them waited at least {count(ceil(known.median))}, with those not answered by 31 December"


def _range(known: Waits) -> str:
    quickest = "none was answered" if known.quickest is None else f"the quickest took {count(known.quickest)}"
    if not known.longest_is_more:
        return f"{quickest}, the longest {count(known.longest)}"
    longest = f"at least {count(known.longest)}" if known.longest else f"under {STEP} so far"
    return f"{quickest}, the longest wait is {longest}, not answered by 31 December"


def _of_all(number: int, everything: int) -> str:
    """The count out of all; with a percentage where these are enough for one."""
    share = f" ({percent(number / everything, 0)})" if everything >= SURVEY.percentage_base else ""
    return f"{count(number)} of {count(everything)}{share}"
