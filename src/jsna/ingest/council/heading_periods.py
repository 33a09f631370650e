"""The period that a heading or a cell names, in a spelling of ``docs/periods.md``."""

from __future__ import annotations

import re
from collections.abc import Iterable

from jsna.ingest.council.heading_words import YEARS, period_of, without_years
from jsna.model.period import fault
from jsna.model.period_spelling import MONTHS

_SIX = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(?!\d)")
_MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_MONTH_YEAR = re.compile(rf"\b({_MONTH})[a-z]*[\s.'’-]*((?:19|20)\d\d|\d\d)\b(?!\s*(to|and|-|–))", re.IGNORECASE)
_DATE = re.compile(r"\b((?:19|20)\d\d)-(\d\d)-(\d\d)(?:[T ]00:00(:00)?)?\b")
_BRITISH = re.compile(r"\b(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)(?: 00:00(:00)?)?\b")
_MID = re.compile(r"\bmid[- ]?((?:19|20)\d\d)\b", re.IGNORECASE)
_PAIR = re.compile(r"((?:19|20)\d\d)\s?[-–]\s?(?:(?:19|20)?(\d\d))")


def period_in(text: str) -> str:
    """Return the period that a heading or cell names: ``2024``, ``2023/24``, ``Jan 2024``; empty if it names none.

    A text that is a period as a whole stays as it is written, but for numbers such as ``202401`` (January 2024),
    ``202324`` (2023/24) and ``2024.0``.
    """
    written = " ".join(text.split())
    return _whole(written) or _within(written)


def _whole(written: str) -> str:
    """The period that a whole text is, or an empty text."""
    if six := _SIX.fullmatch(written):
        return _of_six(six)
    if found := re.fullmatch(r"(\d{4})\.0+", written):
        return found[1]
    if found := _DATE.fullmatch(written):
        return f"{found[1]}-{found[2]}-{found[3]}"
    if found := _BRITISH.fullmatch(written):
        return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"
    if pair := _PAIR.fullmatch(written):
        return _of_pair(pair)
    return written if re.search(r"\d{4}|\d{2}/\d{2}", written) and not fault(written) else ""


def _within(written: str) -> str:
    """The period that a text names among other words, or an empty text."""
    if found := _MID.search(written):
        return found[1]
    if found := _MONTH_YEAR.search(written):
        year = found[2] if len(found[2]) == 4 else f"20{found[2]}"
        return f"{found[1].title()} {year}"
    if six := _SIX.search(written):
        return _of_six(six)
    return period_of(written)


def without_period(heading: str) -> str:
    """Return a heading without the period that it names."""
    rest = _MID.sub(" ", heading)
    if _SIX.search(rest):
        rest = _SIX.sub(" ", rest)
    if _MONTH_YEAR.search(rest):
        rest = _MONTH_YEAR.sub(" ", rest)
    rest = " ".join(rest.split()).strip(" -–_:,()")
    return without_years(rest)


def is_only_a_period(heading: str) -> bool:
    """Return whether a heading names a period and nothing else, as ``202401`` and ``2023/24`` do."""
    return bool(period_in(heading)) and not re.search(r"[A-Za-z0-9]", without_period(YEARS.sub(" ", heading)))


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
