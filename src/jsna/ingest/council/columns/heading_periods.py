"""The period that a heading or a cell names, in a spelling of ``docs/periods.md``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from jsna.ingest.council.columns.heading_words import YEARS, period_of, without_years
from jsna.model.period import fault
from jsna.model.period_spelling import MONTHS

_SIX = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(?!\d)")
_MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_MONTH_YEAR = re.compile(rf"\b({_MONTH})[a-z]*[\s.'’-]*((?:19|20)\d\d|\d\d)\b(?!\s*(to|and|-|–))", re.IGNORECASE)
_DATE = re.compile(r"\b((?:19|20)\d\d)-(\d\d)-(\d\d)(?:[T ]00:00(:00)?)?\b")
_BRITISH = re.compile(r"\b(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)(?: 00:00(:00)?)?\b")
_PAIR = re.compile(r"((?:19|20)\d\d)\s?[-–_]\s?(?:(?:19|20)?(\d\d))")
_YEAR = re.compile(r"(\d{4})\.0+|mid[- ]?((?:19|20)\d\d)", re.IGNORECASE)
_MONTH_IN_DIGITS = re.compile(r"(0?[1-9]|1[0-2])[-/]((?:19|20)\d\d)")
_ENDING = re.compile(r"fye (?:march )?((?:19|20)\d\d)", re.IGNORECASE)
#: Other words for those of docs/periods.md.
_SAME = ((re.compile(r"\bay (?=\d)", re.IGNORECASE), "academic year "),
         (re.compile(r"\b(?:12|twelve) months (?=(ending|ended|to)\b)", re.IGNORECASE), "year "),
         (re.compile(r"(?<=\d)(st|nd|rd|th)\b", re.IGNORECASE), ""))  # fmt: skip
_STATE = re.compile(r"[\[(](p|r|e|provisional|revised|final|estimated?)[\])]", re.IGNORECASE)
_WORD = re.compile(r"[^\s,;:()\[\]]+")
#: More words than these name no period.
_MOST_WORDS = 8
#: What makes a year beside it a part of a year, or one end of a longer time.
_PART = re.compile(r"\b(q[1-4]|quarter|qtr|week|wk|h[12]|autumn|spring|summer|winter)\b", re.IGNORECASE)
_FROM = re.compile(r"((19|20)\d\d ?(to|and|-|–|/)|\b(months?|years?|quarters?) (ending|ended|to)) ?$", re.IGNORECASE)
_TO = re.compile(r"^ ?(to|and|-|–|/) ?(\w+ )?(19|20)\d\d", re.IGNORECASE)


def period_in(text: str) -> str:
    """Return the period that a heading or cell names: ``2024``, ``2023/24``, ``Jan 2024``; empty if it names none.

    A text that is a period as a whole stays as it is written, but for numbers such as ``202401`` (January 2024),
    ``202324`` (2023/24) and ``2024.0``. Of a longer text the longest words that are a period are taken; a part of a
    year that is not known, such as a term, or one end of a longer time names none.
    """
    return _named(" ".join(text.split()))[0]


def _named(written: str) -> tuple[str, str]:
    """The period that a text names, and the words that name it; both empty if it names none."""
    if whole := _whole(written):
        return whole, written
    words = list(_WORD.finditer(written)) if re.search(r"\d\d", written) else []
    for length in range(min(len(words), _MOST_WORDS), 0, -1):
        for first, last in zip(words, words[length - 1 :], strict=False):
            text = written[first.start() : last.end()]
            if period := _whole(text):
                before, after = written[: first.start()].rstrip(), written[last.end() :].lstrip()
                clear = not (_PART.search(before) or _PART.search(after) or _FROM.search(before) or _TO.match(after))
                return (period, text) if clear else ("", "")
    return _inside(written) if not _PART.search(written) else ("", "")


def _whole(written: str) -> str:
    """The period that a whole text is, or an empty text."""
    for form, spelled in _FORMS:
        if found := form.fullmatch(written):
            return spelled(found)
    for words, same in _SAME:
        written = words.sub(same, written)
    return written if re.search(r"\d{4}|\d{2}/\d{2}", written) and not fault(written) else ""


def _inside(written: str) -> tuple[str, str]:
    """The period that stands within a word, as in ``pop2011`` and ``Jan-24``, and its letters."""
    if found := _MONTH_YEAR.search(written):
        year = found[2] if len(found[2]) == 4 else f"20{found[2]}"
        return f"{found[1].title()} {year}", found[0]
    if six := _SIX.search(written):
        return _of_six(six), six[0]
    years = YEARS.search(written)
    return (period_of(written), years[0]) if years else ("", "")


def without_period(heading: str) -> str:
    """Return a heading without the period that it names."""
    rest = _STATE.sub(" ", " ".join(heading.split()))
    period, words = _named(rest)
    while period and words:
        rest = " ".join(rest.replace(words, " ", 1).split())
        again, words = _named(rest)
        # A month may be given twice: 202401 (Jan-24).
        words = words if again == period else ""
    return without_years(rest.strip(" -–_:,()"))


def is_only_a_period(heading: str) -> bool:
    """Return whether a heading names a period and nothing else, as ``202401`` and ``2023/24`` do."""
    return bool(period_in(heading)) and not re.search(r"[A-Za-z0-9]", without_period(heading))


def one_way(texts: Iterable[str]) -> dict[str, str]:
    """Return the period of each text of one column or row of headings; texts that name none are left out.

    Six digits are months where all of them can be, else years from April to March: 202223 beside 202324.
    """
    given = list(dict.fromkeys(texts))
    six = [found for text in given if (found := _SIX.fullmatch(text.strip()))]
    months = all(1 <= int(found[2]) <= 12 for found in six)
    consecutive = all(int(found[2]) == (int(found[1]) + 1) % 100 for found in six)
    if six and consecutive:
        # Where each is a month as well, nobody can tell: 201112 is left as it is, and refused.
        given_years = {found[0]: found[0] if months else f"{found[1]}/{found[2]}" for found in six}
        return {text: given_years.get(text.strip(), period_in(text)) for text in given if period_in(text)}
    return {text: period for text in given if (period := period_in(text))}


def _of_six(found: re.Match[str]) -> str:
    month = int(found[2])
    if 1 <= month <= 12:
        return f"{MONTHS[month - 1]} {found[1]}"
    return f"{found[1]}/{found[2]}" if month == (int(found[1]) + 1) % 100 else ""


def _of_pair(pair: re.Match[str]) -> str:
    """Two years one after the other are a year from April to March; others are years of the calendar."""
    first, last = int(pair[1]), int(pair[2])
    if last == (first + 1) % 100:
        return f"{first}/{last:02}"
    return f"{first}-{last:02}" if not fault(f"{first}-{last:02}") else ""


#: Forms of a whole text that docs/periods.md does not have, and how each is spelled there.
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (_SIX, _of_six),
    (_YEAR, lambda found: found[1] or found[2]),
    (_DATE, lambda found: f"{found[1]}-{found[2]}-{found[3]}"),
    (_BRITISH, lambda found: f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"),
    (_MONTH_IN_DIGITS, lambda found: f"{MONTHS[int(found[1]) - 1]} {found[2]}"),
    (_ENDING, lambda found: f"{int(found[1]) - 1}/{found[1][2:]}"),
    (_PAIR, _of_pair),
)
