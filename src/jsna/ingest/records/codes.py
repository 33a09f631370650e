"""Harmonised answers to equality questions: what each spelling means, and how unlisted spellings are handled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path

import pandas as pd
from pydantic import Field

from jsna.catalogue import documents
from jsna.errors import Finding, Findings
from jsna.ingest.records.expression import CODE, SPELLING
from jsna.ingest.records.spelling import is_negative, plain, tidied
from jsna.model.ages import EVERYONE, Ages, overlapping
from jsna.model.characteristic import Characteristic
from jsna.model.strict import Strict

FOLDER = "codes"

#: Categories for records without a listed code; together with the codes they cover everyone.
NOT_ANSWERED, NOT_SAID, NOT_UNDERSTOOD = "not-answered", "prefer-not-to-say", "not-understood"
WITHOUT_CODE = (NOT_ANSWERED, NOT_SAID, NOT_UNDERSTOOD)

#: Column of the fate of a spelling.
FATE = "fate"

_NOT_SAID = (
    "prefer not to say", "I prefer not to say", "I would prefer not to say", "prefer not to answer", "rather not say",
    "prefer not to disclose", "do not wish to say", "do not wish to answer", "do not want to say", "declined",
    "declined to answer", "refused", "refusal", "PNTS", "withheld", "not disclosed", "undisclosed",
)  # fmt: skip
_NOT_ANSWERED = (
    "not answered", "not stated", "unknown", "not known", "not asked", "blank", "no answer", "missing", "unspecified",
    "not recorded", "unrecorded", "not specified", "not provided", "none provided", "not given", "none given",
    "no data", "not supplied", "not collected", "not available", "not applicable", "item not applicable", "N/A", "NA",
    "NULL", "NaN", "no response", "not selected", "skipped", "don't know", "do not know", "dont know",
)  # fmt: skip
#: The code that a survey file or a service writes before such words: "Z - Not stated", "-8 Don't know".
_LABELLED = re.compile(r"(?:-?\d+|[a-z]) (.+)")
#: What stands between the answers of one reply that ticks several.
_BETWEEN_TICKS = re.compile(r"[;|,/+&\n\t]| and ", re.IGNORECASE)


class Fate(StrEnum):
    """How one spelling is handled."""

    STANDARD = "standard"
    FIXABLE = "fixable"
    BLANK = "not answered"
    UNSAID = "prefers not to say"
    SEVERAL = "several answers at once"
    REFUSED = "refused"


class Code(Strict):
    """One answer: its label, and the ways people write it."""

    label: str
    says: str
    spellings: tuple[str, ...] = ()
    ages: tuple[int, int] | None = None
    """Youngest and oldest year of age that it holds."""

    @property
    def band(self) -> Ages | None:
        """The ages that it holds; None for an answer that is not about age."""
        return None if self.ages is None else Ages(*self.ages)


class CodeList(Strict):
    """The answers to one equality question, as listed in ``data/codes/<characteristic>.toml``."""

    characteristic: Characteristic
    codes: dict[str, Code] = Field(min_length=2)


@dataclass(frozen=True)
class Spellings:
    """The spellings of one question, ready for look-up.

    Attributes:
        own: code by the spellings of one collection, normalised by :func:`tidied`; they go first.
        exact: code by its exact name or label.
        listed: code by every listed spelling, tidied.
        bands: code by the ages that it holds; empty where the question is not about age.
        asked: of whom the question was asked; other ages are refused.
    """

    own: Mapping[str, str]
    exact: Mapping[str, str]
    listed: Mapping[str, str]
    bands: Mapping[Ages, str]
    asked: Ages = EVERYONE

    @classmethod
    def of(
        cls,
        codes: Mapping[str, Code],
        file: str,
        own: Mapping[str, Iterable[str]] | None = None,
        not_answered: Iterable[str] = (),
        asked: Ages = EVERYONE,
    ) -> Spellings:
        """Return the spellings of some codes.

        Args:
            codes: by name.
            file: the file that lists them, for the messages.
            own: further spellings by code, from one collection; they override the listed ones.
            not_answered: what this collection writes where nobody answered.
            asked: of whom the question was asked.

        Raises:
            Findings: a spelling is listed for two codes, two codes hold one age, or further spellings are given for an
                unknown code.
        """
        found = [
            Finding(file, "spellings of an answer that is not listed", _accepted(codes), value=name)
            for name in own or {}
            if name not in codes
        ]
        given = {name: (own or {}).get(name, ()) for name in codes}
        own_words = _tidy_spellings({**given, NOT_ANSWERED: not_answered}, file, found)
        words = {name: (name, code.label, *code.spellings) for name, code in codes.items()}
        listed = _tidy_spellings(words, file, found)
        bands = {code.band: name for name, code in codes.items() if code.band is not None}
        if twice := overlapping(bands):
            said = ", ".join(band.words for band in twice)
            found.append(Finding(file, "two bands share an age", "bands that do not overlap", value=said))
        if found:
            raise Findings(found)
        exact = {word: name for name, code in codes.items() for word in (name, code.label)}
        return cls(own_words, exact, listed, bands, asked)

    def judge(self, spelling: str | None) -> tuple[str, Fate]:
        """Return the code of a spelling, and its fate; unlisted spellings are refused, never guessed."""
        if spelling is None or not (text := tidied(spelling)):
            return NOT_ANSWERED, Fate.BLANK
        if self.own.get(text) == NOT_ANSWERED:
            return NOT_ANSWERED, Fate.BLANK
        if text not in self.own and spelling in self.exact:
            return self.exact[spelling], Fate.STANDARD
        if code := self._listed(text) or self._band(spelling):
            return code, Fate.FIXABLE
        if silent := _silent(text, negative=not self._answers_below_0):
            return silent
        return self._ticked(spelling) or (NOT_UNDERSTOOD, Fate.REFUSED)

    def _listed(self, text: str) -> str | None:
        return self.own.get(text) or self.listed.get(text)

    def _band(self, spelling: str) -> str | None:
        """The code whose ages hold all the ages of a spelling, of those who were asked."""
        ages = Ages.read(plain(spelling)) if self.bands else None
        asked = ages.shared_with(self.asked) if ages else None
        return next((code for band, code in self.bands.items() if asked and band.holds(asked)), None)

    @cached_property
    def _answers_below_0(self) -> bool:
        """Whether the question has numbers below 0 among its answers: then no other is a code for no answer."""
        return any(is_negative(text) for text in (*self.own, *self.listed) if self._listed(text) != NOT_ANSWERED)

    def _ticked(self, spelling: str) -> tuple[str, Fate] | None:
        """What a reply with several answers means: the answer, where all are the same; None if it has not several."""
        parts = [text for part in _BETWEEN_TICKS.split(spelling) if (text := tidied(part))]
        codes = {self._listed(text) for text in parts}
        if len(parts) < 2 or codes & {None, NOT_ANSWERED}:
            return None
        return (str(codes.pop()), Fate.FIXABLE) if len(codes) == 1 else (NOT_UNDERSTOOD, Fate.SEVERAL)

    def judged(self, spellings: pd.DataFrame) -> pd.DataFrame:
        """Return the spellings with their fates.

        Args:
            spellings: columns ``spelling`` (None where empty) and ``records``.

        Returns:
            The same rows and columns, and ``code`` and ``fate``.
        """
        fates = [self.judge(None if pd.isna(spelling) else spelling) for spelling in spellings[SPELLING]]
        judged = pd.DataFrame(fates, columns=[CODE, FATE], index=spellings.index, dtype="object")
        return spellings.join(judged)


def read_codes(data: Path, characteristic: Characteristic) -> CodeList:
    """Return the code list of a characteristic.

    Raises:
        Findings: the file is missing, or breaks the contract.
    """
    path = data / FOLDER / f"{characteristic.value}.toml"
    listed = documents.typed(CodeList, path, documents.content(path))
    Spellings.of(listed.codes, path.name)
    return listed


def _silent(text: str, *, negative: bool) -> tuple[str, Fate] | None:
    """The fate of a spelling that says that there is no answer, or None.

    Survey files write negative numbers for that (-9 refused, -8 don't know, -1 not applicable).

    Args:
        text: tidied.
        negative: whether a number below 0 is such a code.
    """
    labelled = _LABELLED.fullmatch(text)
    words = {text, labelled[1]} if labelled else {text}
    if words & _UNSAID:
        return NOT_SAID, Fate.UNSAID
    if words & _BLANK or (negative and is_negative(text)):
        return NOT_ANSWERED, Fate.BLANK
    return None


def _accepted(codes: Iterable[str]) -> str:
    return f"{', '.join(codes)}; for no answer, the key not_answered"


def _tidy_spellings(written: Mapping[str, Iterable[str]], file: str, found: list[Finding]) -> dict[str, str]:
    """Code by tidied spelling; a spelling of two codes is added to ``found``."""
    by_spelling: dict[str, str] = {}
    for name, spellings in written.items():
        for spelling in spellings:
            first = by_spelling.setdefault(tidied(spelling), name)
            if first != name:
                accepted = "a spelling listed under one answer only"
                found.append(Finding(file, f"the spelling stands for {first} and {name}", accepted, value=spelling))
    return by_spelling


_UNSAID = frozenset(map(tidied, _NOT_SAID))
_BLANK = frozenset(map(tidied, _NOT_ANSWERED))
