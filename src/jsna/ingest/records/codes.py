"""Harmonised answers to equality questions: what each spelling means, and how unlisted spellings are handled."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import pandas as pd
from pydantic import Field

from jsna.catalogue import documents
from jsna.errors import Finding, Findings
from jsna.model.characteristic import Characteristic
from jsna.model.strict import Strict

FOLDER = "codes"

#: Categories for records without a listed code; together with the codes they cover everyone.
NOT_ANSWERED, NOT_SAID, NOT_UNDERSTOOD = "not-answered", "prefer-not-to-say", "not-understood"
WITHOUT_CODE = (NOT_ANSWERED, NOT_SAID, NOT_UNDERSTOOD)

_NOT_SAID = ("prefer not to say", "prefer not to answer", "rather not say", "declined", "refused", "PNTS", "withheld")
_NOT_ANSWERED = ("not answered", "not stated", "unknown", "not known", "not asked", "blank", "no answer", "missing")


class Fate(StrEnum):
    """How one spelling is handled."""

    STANDARD = "standard"
    FIXABLE = "fixable"
    BLANK = "not answered"
    UNSAID = "prefers not to say"
    REFUSED = "refused"


class Code(Strict):
    """One answer: its label, and the ways people write it."""

    label: str
    says: str
    spellings: tuple[str, ...] = ()
    ages: tuple[int, int] | None = None
    """Youngest and oldest year of age that it holds."""

    def written(self) -> Iterable[str]:
        """Yield every listed spelling except the standard ones."""
        yield from self.spellings
        if self.ages is not None:
            yield from map(str, range(self.ages[0], self.ages[1] + 1))


class CodeList(Strict):
    """The answers to one equality question, as listed in ``data/codes/<characteristic>.toml``."""

    characteristic: Characteristic
    codes: dict[str, Code] = Field(min_length=2)


@dataclass(frozen=True)
class Spellings:
    """The spellings of one question, ready for look-up.

    Attributes:
        exact: code by its exact name or label.
        tidied: code by every other listed spelling, normalised by :func:`tidied`.
    """

    exact: Mapping[str, str]
    tidied: Mapping[str, str]

    @classmethod
    def of(cls, codes: Mapping[str, Code], file: str, more: Mapping[str, Iterable[str]] | None = None) -> Spellings:
        """Return the spellings of some codes.

        Args:
            codes: by name.
            file: the file that lists them, for the messages.
            more: further spellings by code, from one collection; they override the listed ones.

        Raises:
            Findings: a spelling is listed for two codes, or further spellings are given for an unknown code.
        """
        found = [
            Finding(file, "spellings of an answer that is not listed", ", ".join(codes), value=name)
            for name in more or {}
            if name not in codes
        ]
        own = _tidy_spellings({name: (more or {}).get(name, ()) for name in codes}, file, found)
        listed = _tidy_spellings(
            {name: (name, code.label, *code.written()) for name, code in codes.items()}, file, found
        )
        if found:
            raise Findings(found)
        exact = {word: name for name, code in codes.items() for word in (name, code.label)}
        return cls(exact=exact, tidied={**listed, **own})

    def judge(self, spelling: str | None) -> tuple[str, Fate]:
        """Return the code of a spelling, and its fate; unlisted spellings are refused, never guessed."""
        if spelling is None or not (text := tidied(spelling)):
            return NOT_ANSWERED, Fate.BLANK
        if spelling in self.exact:
            return self.exact[spelling], Fate.STANDARD
        if text in self.tidied:
            return self.tidied[text], Fate.FIXABLE
        if text in _UNSAID:
            return NOT_SAID, Fate.UNSAID
        return (NOT_ANSWERED, Fate.BLANK) if text in _BLANK else (NOT_UNDERSTOOD, Fate.REFUSED)

    def judged(self, spellings: pd.DataFrame) -> pd.DataFrame:
        """Return the spellings with their fates.

        Args:
            spellings: columns ``spelling`` (None where empty) and ``records``.

        Returns:
            The same rows and columns, and ``code`` and ``fate``.
        """
        fates = [self.judge(None if pd.isna(spelling) else spelling) for spelling in spellings["spelling"]]
        return spellings.assign(code=[code for code, _ in fates], fate=[fate for _, fate in fates])


def read_codes(data: Path, characteristic: Characteristic) -> CodeList:
    """Return the code list of a characteristic.

    Raises:
        Findings: the file is missing, or breaks the contract.
    """
    path = data / FOLDER / f"{characteristic.value}.toml"
    listed = documents.typed(CodeList, path, documents.content(path))
    Spellings.of(listed.codes, path.name)
    return listed


def tidied(spelling: str) -> str:
    """Return a spelling without differences in case, spaces, punctuation and width; keep the plus sign of "65+"."""
    plain = unicodedata.normalize("NFKC", spelling).casefold().replace("&", " and ")
    return " ".join("".join(sign if sign.isalnum() or sign == "+" else " " for sign in plain).split())


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
