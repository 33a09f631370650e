"""What stops a run because counts would mislead, and which spellings a report may repeat."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as Named
from dataclasses import dataclass

import pandas as pd

from jsna.areas.placing import OUTSIDE
from jsna.errors import Finding, Findings
from jsna.ingest.records.codes import FATE, Code, CodeList, Fate
from jsna.ingest.records.expression import CODE, RECORDS, SPELLING
from jsna.ingest.records.mapping import ANSWER, Mapping
from jsna.ingest.records.no_answer import NOT_UNDERSTOOD
from jsna.model.characteristic import Characteristic

#: A report names a spelling if at least this many records have it: a rare one may be somebody's own words.
SMALLEST_NAMED = 10
FEW = f"fewer than {SMALLEST_NAMED}"
#: If a larger share of a column is not understood, its mapping is wrong.
MOST_REFUSED = 0.2
_REFUSED = (Fate.REFUSED, Fate.SEVERAL)
_ANY = "codes or names of wards, codes of LSOAs, postcodes in use in England, or codes or names of districts"
#: What an area column may hold, by its kind.
_AREAS = {
    "ward": _ANY,
    "postcode": _ANY,
    "lsoa": "codes of LSOAs, or those that stand in the look-up",
    "district": f"names or codes of districts; or {_ANY}",
}


@dataclass(frozen=True)
class Unknown:
    """What stands in a column and is not understood, as far as it may be repeated.

    Attributes:
        column: its heading.
        spellings: those that many records have, and how many.
        answers: what they may mean: label by code.
    """

    column: str
    spellings: Named[str, int]
    answers: Named[str, str]


class NotUnderstood(Findings):
    """Too much of a column is not understood: somebody has to say what it means.

    Attributes:
        unknown: what is not understood, by role.
    """

    def __init__(self, findings: Iterable[Finding], unknown: Named[str, Unknown] | None = None) -> None:
        super().__init__(findings)
        self.unknown = unknown or {}


def unknown_spellings(
    mapping: Mapping, fates: Named[str, pd.DataFrame], lists: Named[Characteristic, CodeList]
) -> dict[str, Unknown]:
    """Return what is not understood, by role; only columns of which something may be repeated.

    Args: as for :func:`refuse_misunderstood`.
    """
    found = {}
    for role, table in fates.items():
        rows = table[table[FATE].isin(_REFUSED) & table[RECORDS].ge(SMALLEST_NAMED)]
        rows = rows.sort_values(RECORDS, ascending=False)
        if len(rows):
            answers = {code: given.label for code, given in _answers(role, mapping, lists).items()}
            many = dict(zip(rows[SPELLING].astype(str), rows[RECORDS].astype(int), strict=True))
            found[role] = Unknown(mapping.columns[role], many, answers)
    return found


def _answers(role: str, mapping: Mapping, lists: Named[Characteristic, CodeList]) -> Named[str, Code]:
    return mapping.answer.codes if role == ANSWER else lists[Characteristic(role)].codes


def refuse_unplaced(mapping: Mapping, every: int, without: pd.Series[int]) -> None:
    """Raise Findings if none of the records has an area of the place, or too many have none at all.

    Args:
        mapping: of the collection.
        every: the number of records.
        without: records without an area of the place, by reason.
    """
    accepted = _AREAS[mapping.area.kind]
    lost = int(without.drop(OUTSIDE, errors="ignore").sum())
    inside = every - int(without.get(OUTSIDE, 0))
    if int(without.sum()) == every:
        problem = "none of the records has an area of the place"
    elif lost > mapping.area.most_unplaced * inside:
        problem = f"{few(lost)} of {inside:,} records have no area known here, and would be left out of every figure"
        accepted += (
            f"; or, to leave out as many, a share above {mapping.area.most_unplaced:.0%} that you accept: in a mapping "
            "most_unplaced, in the form “Percentage of records without an area”"
        )
    else:
        return
    reasons = "; ".join(f"{few(int(count))}: {reason}" for reason, count in without.items())
    raise Findings([Finding("records", f"{problem} ({reasons})", accepted, column=mapping.area.column)])


def refuse_several(mapping: Mapping, fates: pd.DataFrame) -> None:
    """Raise Findings if people ticked several answers: they are no parts of one whole, which every rule here needs."""
    several = int(fates.loc[fates[FATE] == Fate.SEVERAL, RECORDS].sum())
    if several:
        every = int(fates[RECORDS].sum())
        problem = f"{few(several)} of {every:,} records tick several answers, and this counts one answer a record"
        accepted = (
            "a column for each answer, ticked or not, each counted by itself; a slip can be listed as not answered"
        )
        raise Findings([Finding("records", problem, accepted, column=mapping.columns[ANSWER])])


def refuse_misunderstood(
    mapping: Mapping, fates: Named[str, pd.DataFrame], lists: Named[Characteristic, CodeList]
) -> None:
    """Raise NotUnderstood if more than a fifth of a column is not understood.

    Args:
        mapping: of the collection.
        fates: by role, as :class:`jsna.ingest.records.tally.Tally` has them.
        lists: by characteristic, the groups to count.
    """
    findings = []
    for role, table in fates.items():
        refused = int(table.loc[table[CODE] == NOT_UNDERSTOOD, RECORDS].sum())
        if refused > MOST_REFUSED * int(table[RECORDS].sum()):
            problem = f"{refused:,} of {int(table[RECORDS].sum()):,} answers are not understood"
            named = "; ".join(refusals(table)) or "no spelling that many records have"
            labels = ", ".join(code.label for code in _answers(role, mapping, lists).values())
            accepted = f"{labels}; or your own words for what these mean: an answer, not answered, or prefer not to say"
            findings.append(Finding("records", f"{problem} ({named})", accepted, column=mapping.columns[role]))
    if findings:
        raise NotUnderstood(findings, unknown_spellings(mapping, fates, lists))


def refusals(fates: pd.DataFrame) -> list[str]:
    """Return each common refused spelling with its count, and how many records have rarer ones."""
    return _named(fates[fates[FATE].isin(_REFUSED)])


def silences(fates: pd.DataFrame) -> list[str]:
    """Return each common text that was read as no answer with its count, and how many records have rarer ones."""
    return _named(fates[(fates[FATE] == Fate.BLANK) & fates[SPELLING].fillna("").astype("str").str.strip().ne("")])


def few(count: int) -> str:
    """Return a count as text for publication; a small count becomes ``FEW``."""
    return f"{count:,}" if count >= SMALLEST_NAMED else FEW


def _named(rows: pd.DataFrame) -> list[str]:
    often = rows[RECORDS] >= SMALLEST_NAMED
    common = rows[often].sort_values(RECORDS, ascending=False)
    said = [f"“{spelling}” {count:,} times" for spelling, count in zip(common[SPELLING], common[RECORDS], strict=True)]
    if not often.all():
        rare = int(rows.loc[~often, RECORDS].sum())
        said.append(f"{few(rare)} records with rarer spellings, not repeated here: they may be somebody's own words")
    return said
