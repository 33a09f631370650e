"""What people told us, in words: counts by theme, and how long answers took."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jsna.disclosure.policy import SURVEY
from jsna.model.register.report import About
from jsna.model.told_us import STEP, ToldUs, Waits
from jsna.words.numbers import count

TITLES = {About.FIGURE: "Figures that people do not recognise", About.HARM: "Harm from services"}
#: The code of a confidential figure, as the Government Statistical Service writes it.
WITHHELD = "[c] withheld"
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


def how() -> str:
    """Return how all this is counted, in Markdown."""
    return HOW.format(fewest=SURVEY.smallest_base, step=STEP)


def empty(year: int) -> str:
    """Return what the page is for, where it can show nothing of a year."""
    return EMPTY.format(fewest=SURVEY.smallest_base, year=year)


def too_few(found: ToldUs) -> str:
    """Return that nothing of a kind can be shown: the same words for none and for a few."""
    return f"Too few reports in {found.year} to say anything: fewer than {SURVEY.smallest_base}, or none."


def headline(found: ToldUs) -> str:
    """Return how many reports of a kind were given a theme, and the theme of most of them where that is shown."""
    if found.themed is None:
        return f"Too few reports were given a theme in {found.year} to show them: fewer than {SURVEY.smallest_base}."
    shown = sum(number is not None for number in found.themes.values())
    themes = "no theme has enough of them to be shown" if not shown else "counts by theme are below"
    return f"{count(found.themed)} reports were given a theme in {found.year}; {themes}."


def rows(found: ToldUs, names: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Yield all reports of a kind, and each theme: those with the largest counts first, then those withheld.

    Args:
        found: the counts.
        names: of the themes in use today, by code.
    """
    yield {"Theme": EVERYTHING, "Reports": _number(found.themed)}
    for code in ordered(found, names):
        yield {"Theme": names.get(code, f"{code} (not in use any more)"), "Reports": _number(found.themes.get(code))}


def ordered(found: ToldUs, names: Mapping[str, str]) -> list[str]:
    """Return the codes of all themes in the order of the table. Arguments as of :func:`rows`."""
    known = [*names, *(code for code in found.themes if code not in names)]
    return sorted(known, key=lambda code: -(found.themes.get(code) or 0))


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
    yield f"Days to the first answer, over all {count(known.asked)}: {_median(known)}; {_range(known)}."


def _median(known: Waits) -> str:
    if not known.median_is_more:
        return f"median {known.median:,.10g}"
    if not known.median:
        return f"the median cannot be said yet, because half or more were still new (under {STEP} days)"
    return f"median at least {known.median:,.10g}, with those not answered by 31 December"


def _range(known: Waits) -> str:
    quickest = "none was answered" if known.quickest is None else f"the quickest took {count(known.quickest)}"
    if not known.longest_is_more:
        return f"{quickest}, the longest {count(known.longest)}"
    longest = f"at least {count(known.longest)}" if known.longest else f"under {STEP} so far"
    return f"{quickest}, the longest wait is {longest}, not answered by 31 December"


def _number(counted: int | None) -> str:
    return WITHHELD if counted is None else count(counted)
