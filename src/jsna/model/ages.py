"""Years of age: what people write for an age or an age band, and the code and the words of a band."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

#: Stands for no upper limit: nobody older is expected, and a higher number is no age.
OLDEST = 120

_YEAR = r"(\d{1,3})"
_OR = r" ?(?:(?:and|or|&) )?"
#: Words that stand beside an age and do not change it.
_AROUND = re.compile(r"\b(?:aged?|ages|years?[- ]olds?|years?|yrs?|old|of age)\b|[.()\[\]]+$|^[(\[]+")
#: A number of years, with the part of a year that a calculated age has; :func:`read` leaves that out.
_NUMBER = re.compile(r"(\d{1,3})(?:\.\d+)?")
#: How a band is written: the form, and how much is added to each number to make it the youngest or oldest year.
_BETWEEN = (
    re.compile(rf"(?:from )?{_YEAR} ?(?:-|to|through) ?{_YEAR}"),
    re.compile(rf"between {_YEAR} and {_YEAR}"),
)
_UP_TO = (
    (re.compile(rf"(?:<|(?:under|below|less than|younger than)[ -]?) ?{_YEAR}s?"), -1),
    (re.compile(rf"(?:<=|up to) ?{_YEAR}"), 0),
    (re.compile(rf"{_YEAR}{_OR}(?:under|below|younger|less)"), 0),
)
_FROM = (
    (re.compile(rf"(?:>|(?:over|above|older than|more than)[ -]?) ?{_YEAR}s?"), 1),
    (re.compile(rf"(?:>=|at least) ?{_YEAR}"), 0),
    (re.compile(rf"{_YEAR} ?(?:\+|plus)"), 0),
    (re.compile(rf"{_YEAR}{_OR}(?:over|above|older|more|upwards?)"), 0),
)
_CODES = (
    (re.compile(r"under-(\d+)"), lambda years: (0, years[0] - 1)),
    (re.compile(r"(\d+)-to-(\d+)"), lambda years: (years[0], years[1])),
    (re.compile(r"(\d+)-and-over"), lambda years: (years[0], OLDEST)),
)


@dataclass(frozen=True, order=True)
class Ages:
    """A band of ages in whole years.

    Attributes:
        youngest: first year of age, from 0.
        oldest: last year of age; ``OLDEST`` where there is no upper limit.
    """

    youngest: int
    oldest: int

    @classmethod
    def read(cls, text: str) -> Self | None:
        """Return the band that a text means, or None; a year of age is a band of one year.

        Read are ``41``, ``41.6`` (41 completed years), ``16-24``, ``16 to 24``, ``<16``, ``under 16``, ``>=65``,
        ``65+``, ``65 and over`` and the like. A sign is part of the meaning: ``-9`` is no age, ``<16`` is not 16.

        Args:
            text: in small letters, with simple hyphens and single spaces (:func:`jsna.ingest.records.spelling.plain`).
        """
        said = " ".join(_AROUND.sub(" ", text).split())
        if found := _NUMBER.fullmatch(said):
            return cls._of(int(found[1]), int(found[1]))
        for form in _BETWEEN:
            if found := form.fullmatch(said):
                return cls._of(int(found[1]), int(found[2]))
        for form, added in _UP_TO:
            if found := form.fullmatch(said):
                return cls._of(0, int(found[1]) + added)
        for form, added in _FROM:
            if found := form.fullmatch(said):
                return cls._of(int(found[1]) + added, OLDEST)
        return None

    @classmethod
    def of_code(cls, code: str) -> Self | None:
        """Return the band of a group's code (``under-16``, ``16-to-24``, ``65-and-over``), or None."""
        for form, ages in _CODES:
            if found := form.fullmatch(code):
                return cls._of(*ages([int(year) for year in found.groups()]))
        return None

    @classmethod
    def _of(cls, youngest: int, oldest: int) -> Self | None:
        return cls(youngest, oldest) if 0 <= youngest <= oldest <= OLDEST else None

    @property
    def code(self) -> str:
        """The code of the group, as :meth:`of_code` reads it."""
        if self.oldest == OLDEST:
            return f"{self.youngest}-and-over"
        return f"under-{self.oldest + 1}" if self.youngest == 0 else f"{self.youngest}-to-{self.oldest}"

    @property
    def words(self) -> str:
        """The band in words: ``15 and under``, ``16 to 24``, ``65 and over``."""
        if self.oldest == OLDEST:
            return f"{self.youngest} and over"
        if self.youngest == 0:
            return f"{self.oldest} and under"
        return str(self.youngest) if self.youngest == self.oldest else f"{self.youngest} to {self.oldest}"

    @property
    def label(self) -> str:
        """The group's name in lists: ``Aged 65 and over``."""
        return f"Aged {self.words}"

    @property
    def says(self) -> str:
        """The predicate of a sentence: ``are aged 65 or over``."""
        return f"are aged {self.words.replace(' and ', ' or ')}"

    @property
    def is_year(self) -> bool:
        """True for a single year of age."""
        return self.youngest == self.oldest

    def holds(self, other: Ages) -> bool:
        """Return whether the whole of another band lies in this one."""
        return self.youngest <= other.youngest and other.oldest <= self.oldest

    def shared_with(self, other: Ages) -> Ages | None:
        """Return the ages that lie in both bands, or None."""
        return self._of(max(self.youngest, other.youngest), min(self.oldest, other.oldest))


#: Of whom a question is asked, unless a collection says otherwise.
EVERYONE = Ages(0, OLDEST)


def overlapping(bands: Iterable[Ages]) -> tuple[Ages, Ages] | None:
    """Return the first two bands that share an age, or None."""
    ordered = sorted(bands)
    pairs = pairwise(ordered)
    return next(((first, second) for first, second in pairs if first.shared_with(second)), None)


def in_common(one: Sequence[Ages], other: Sequence[Ages]) -> dict[Ages, tuple[list[Ages], list[Ages]]]:
    """Return the finest bands that are unions of bands of both lists: the band, and its parts in each list.

    Args:
        one: bands that do not overlap.
        other: likewise.

    Returns:
        In order of age. Bands of either list that fit no such union are left out.
    """
    common = {}
    chains = _chains(sorted(one), sorted(other))
    for mine, others in chains:
        if _whole(mine) is not None and _whole(mine) == _whole(others):
            common[Ages(mine[0].youngest, mine[-1].oldest)] = (mine, others)
    return common


def _chains(one: list[Ages], other: list[Ages]) -> list[tuple[list[Ages], list[Ages]]]:
    """Bands of both lists, divided where no band of either lies across."""
    chains: list[tuple[list[Ages], list[Ages]]] = []
    reached = -1
    for band, side in sorted([(band, 0) for band in one] + [(band, 1) for band in other]):
        if band.youngest > reached:
            chains.append(([], []))
        chains[-1][side].append(band)
        reached = max(reached, band.oldest)
    return chains


def _whole(bands: list[Ages]) -> Ages | None:
    """The band that these make up without a gap, or None."""
    gaps = any(first.oldest + 1 != second.youngest for first, second in pairwise(bands))
    return None if gaps or not bands else Ages(bands[0].youngest, bands[-1].oldest)
