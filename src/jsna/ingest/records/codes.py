"""Harmonised answers to equality questions: what each spelling means, and how unlisted spellings are handled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import chain
from pathlib import Path

import pandas as pd
from pydantic import Field

from jsna.catalogue import documents
from jsna.errors import Finding, Findings
from jsna.ingest.records.expression import CODE, SPELLING
from jsna.ingest.records.no_answer import (
    NOT_ANSWERED,
    NOT_SAID,
    NOT_UNDERSTOOD,
    is_silent,
    without_label,
)
from jsna.ingest.records.spelling import plain, tidied
from jsna.model.ages import EVERYONE, Ages, overlapping
from jsna.model.characteristic import Characteristic
from jsna.model.strict import Strict

FOLDER = "codes"

#: Column of the fate of a spelling.
FATE = "fate"

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


#: What a collection may say of a spelling besides one of the answers, and the fate of that spelling.
_SILENT = {NOT_ANSWERED: Fate.BLANK, NOT_SAID: Fate.UNSAID}


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


class Letters(Strict):
    """A publisher's own codes of one letter for the answers to a question."""

    name: str
    """Whose they are: ``NHS ethnic category codes``."""
    codes: dict[str, tuple[str, ...]]
    """Letters by the code of the answer; ``not-answered`` among them."""
    tell: tuple[str, ...]
    """The letters that other lists hardly have: three of them tell that these codes are meant."""

    def are_used(self, spellings: Iterable[str]) -> bool:
        """Return whether the single letters of a column are these codes: all are listed, and they tell."""
        written = {text.upper() for text in map(tidied, spellings) if len(text) == 1 and text.isalpha()}
        return written <= {*chain(*self.codes.values())} and len(written & {*self.tell}) >= 3


class CodeList(Strict):
    """The answers to one equality question, as listed in ``data/codes/<characteristic>.toml``."""

    characteristic: Characteristic
    codes: dict[str, Code] = Field(min_length=2)
    letters: Letters | None = None
    """Codes of one letter that are read where a column is seen to hold them."""

    def read_in(self, spellings: Iterable[str]) -> CodeList:
        """Return the list for a column that holds these spellings: with the letters only if they are used in it."""
        used = self.letters is not None and self.letters.are_used(spellings)
        return self if used else self.model_copy(update={"letters": None})

    def with_letters(self, own: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
        """Return a collection's own spellings by code, with the letters that it does not explain itself."""
        letters = self.letters.codes if self.letters else {}
        said = {*map(tidied, chain(*own.values()))}
        more = {code: tuple(each for each in given if tidied(each) not in said) for code, given in letters.items()}
        return {code: (*own.get(code, ()), *more.get(code, ())) for code in {**own, **more}}


@dataclass(frozen=True)
class Spellings:
    """The spellings of one question, ready for look-up.

    Attributes:
        own: code by the spellings of one collection, normalised by :func:`tidied`; they go first.
        exact: code by its exact name or label.
        listed: code by every listed spelling, tidied.
        bands: code by the ages that it holds; empty where the question is not about age.
        asked: of whom the question was asked; other ages are refused.
        doubtful: tidied spellings that may be an answer or stand for none; refused, unless ``own`` has them.
    """

    own: Mapping[str, str]
    exact: Mapping[str, str]
    listed: Mapping[str, str]
    bands: Mapping[Ages, str]
    asked: Ages = EVERYONE
    doubtful: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls,
        codes: Mapping[str, Code],
        file: str,
        own: Mapping[str, Iterable[str]] | None = None,
        asked: Ages = EVERYONE,
        doubtful: Iterable[str] = (),
    ) -> Spellings:
        """Return the spellings of some codes.

        Args:
            codes: by name.
            file: the file that lists them, for the messages.
            own: further spellings by code, from one collection; they override the listed ones. The codes
                ``not-answered`` and ``prefer-not-to-say`` are there for every question.
            asked: of whom the question was asked.
            doubtful: tidied spellings that are refused unless they are among ``own``.

        Raises:
            Findings: a spelling is listed for two codes, two codes hold one age, or further spellings are given for an
                unknown code.
        """
        found = [
            Finding(file, "spellings of an answer that is not listed", _accepted(codes), value=name)
            for name in own or {}
            if name not in (*codes, *_SILENT)
        ]
        given = {name: tuple((own or {}).get(name, ())) for name in (*codes, *_SILENT)}
        own_words = _tidy_spellings(given, file, found)
        words = {name: (name, code.label, *code.spellings) for name, code in codes.items()}
        listed = _tidy_spellings(words, file, found)
        bands = {code.band: name for name, code in codes.items() if code.band is not None}
        if twice := overlapping(bands):
            said = ", ".join(band.words for band in twice)
            found.append(Finding(file, "two bands share an age", "bands that do not overlap", value=said))
        if found:
            raise Findings(found)
        exact = {word: name for name, code in codes.items() for word in (name, code.label)}
        return cls(own_words, exact, listed, bands, asked, frozenset(doubtful))

    def judge(self, spelling: str | None) -> tuple[str, Fate]:
        """Return the code of a spelling, and its fate; unlisted spellings are refused, never guessed."""
        if spelling is None or not (text := tidied(spelling)):
            return NOT_ANSWERED, Fate.BLANK
        if text in self.own:
            return self.own[text], _SILENT.get(self.own[text], Fate.FIXABLE)
        if text in self.doubtful:
            return NOT_UNDERSTOOD, Fate.REFUSED
        if spelling in self.exact:
            return self.exact[spelling], Fate.STANDARD
        return self._meant(spelling, text) or self._ticked(spelling) or (NOT_UNDERSTOOD, Fate.REFUSED)

    def _meant(self, spelling: str, text: str) -> tuple[str, Fate] | None:
        """The answer that a spelling means, or that it means none; None if it is not known."""
        if code := self.listed.get(text) or self._band(spelling):
            return code, Fate.FIXABLE
        if silence := is_silent(text, self._answers):
            return silence, _SILENT[silence]
        # An answer behind its code, "2 - Female", is that answer.
        code = self.listed.get(without_label(text))
        return (code, Fate.FIXABLE) if code else None

    def _listed(self, text: str) -> str | None:
        return self.own.get(text) or self.listed.get(text)

    def _band(self, spelling: str) -> str | None:
        """The code whose ages hold all the ages of a spelling, of those who were asked."""
        ages = Ages.read(plain(spelling)) if self.bands else None
        asked = ages.shared_with(self.asked) if ages else None
        return next((code for band, code in self.bands.items() if asked and band.holds(asked)), None)

    @cached_property
    def _answers(self) -> frozenset[str]:
        """The tidied spellings of all answers."""
        return frozenset(text for text in (*self.own, *self.listed) if self._listed(text) not in _SILENT)

    def _ticked(self, spelling: str) -> tuple[str, Fate] | None:
        """What a reply with several answers means: the answer, where all are the same; None if it has not several."""
        parts = [text for part in _BETWEEN_TICKS.split(spelling) if (text := tidied(part))]
        codes = {self._listed(text) for text in parts}
        if len(parts) < 2 or codes & {None, *_SILENT}:
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


def _accepted(codes: Iterable[str]) -> str:
    return ", ".join((*codes, *_SILENT))


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
