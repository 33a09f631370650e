"""Count records by area × group × answer in whole numbers, and track every spelling. No record is returned."""

from __future__ import annotations

from collections.abc import Mapping as Named
from dataclasses import dataclass

import pandas as pd

from jsna.errors import Finding, Findings
from jsna.ingest.records.codes import NOT_UNDERSTOOD, WITHOUT_CODE, CodeList, Fate, Spellings
from jsna.ingest.records.engine import Engine
from jsna.ingest.records.expression import CODE, RECORDS, SPELLING
from jsna.ingest.records.mapping import ANSWER, AREA, Mapping
from jsna.ingest.records.ward_finder import WardFinder
from jsna.model.characteristic import Characteristic

#: A column with more different texts holds free text or names, not answers from a list.
MOST_ANSWERS, MOST_AREAS = 5_000, 2_000_000
#: A report names a spelling if at least this many records have it: a rare one may be somebody's own words.
SMALLEST_NAMED = 10
#: If a larger share of a column is not understood, its mapping is wrong.
MOST_REFUSED = 0.2

GROUP, FATE = "group", "fate"
#: Labels for an area that is not a ward of the place.
ELSEWHERE, NO_WARD = "outside the place", "no ward"


@dataclass(frozen=True, eq=False)
class Tally:
    """The counts of one collection. They are unprotected, so they are kept in memory and never written to disk.

    Attributes:
        records: the total number of records.
        everyone: index (area, answer); ``records``.
        groups: by characteristic, index (area, group, answer); ``records``. Each adds up to ``everyone``.
        fates: by role, except the area: ``spelling, records, code, fate``, one row per spelling.
        without_ward: records without a ward of the place, by reason.
    """

    records: int
    everyone: pd.Series[int]
    groups: Named[Characteristic, pd.Series[int]]
    fates: Named[str, pd.DataFrame]
    without_ward: pd.Series[int]


def tally(
    engine: Engine,
    mapping: Mapping,
    lists: Named[Characteristic, CodeList],
    find_wards: WardFinder,
    wards: pd.Index[str],
) -> Tally:
    """Return the counts of a collection.

    Args:
        engine: opened on the records, with the mapping's columns.
        mapping: of the collection.
        lists: the code list of each mapped characteristic.
        find_wards: finds the ward of each text in the area column.
        wards: codes of the wards of the place; every other area counts as outside it.

    Raises:
        Findings: there are no records, or a column is free text or mostly not understood.
    """
    areas = _with_wards(_spellings(engine, AREA, mapping), find_wards, wards)
    fates = {role: _judged(engine, role, mapping, lists) for role in mapping.columns if role != AREA}
    _refuse_misunderstood(mapping, fates)
    plan = {role: _codes(table) for role, table in {AREA: areas, **fates}.items()}
    everyone = engine.counts({AREA: plan[AREA], ANSWER: plan[ANSWER]}).set_index([AREA, ANSWER])[RECORDS]
    groups = {
        characteristic: _by_group(engine, characteristic.value, plan) for characteristic in mapping.characteristics
    }
    return Tally(int(everyone.sum()), everyone, groups, fates, _without_ward(areas))


def _spellings(engine: Engine, role: str, mapping: Mapping) -> pd.DataFrame:
    most = MOST_AREAS if role == AREA else MOST_ANSWERS
    found = engine.spellings(role, most)
    column = mapping.columns[role]
    if found.empty:
        raise Findings([Finding("records", "there are no records", "one row a response below the header")])
    if len(found) > most:
        problem = f"more than {most:,} different texts: these are no answers to a question with a list"
        raise Findings([Finding("records", problem, "a column of answers from a list", column=column)])
    return found


def _judged(engine: Engine, role: str, mapping: Mapping, lists: Named[Characteristic, CodeList]) -> pd.DataFrame:
    found = _spellings(engine, role, mapping)
    if role == ANSWER:
        return Spellings.of(mapping.answer.codes, "the mapping").judged(found)
    characteristic = Characteristic(role)
    own = mapping.characteristics[characteristic].spellings
    return Spellings.of(lists[characteristic].codes, f"{role}.toml", own).judged(found)


def _refuse_misunderstood(mapping: Mapping, fates: Named[str, pd.DataFrame]) -> None:
    findings = []
    for role, table in fates.items():
        refused = int(table.loc[table[CODE] == NOT_UNDERSTOOD, RECORDS].sum())
        if refused > MOST_REFUSED * int(table[RECORDS].sum()):
            problem = f"{refused:,} of {int(table[RECORDS].sum()):,} answers are not understood"
            named = "; ".join(refusals(table)) or "no spelling that many records have"
            accepted = "the listed answers, or spellings of this collection in the mapping"
            findings.append(Finding("records", f"{problem} ({named})", accepted, column=mapping.columns[role]))
    if findings:
        raise Findings(findings)


def refusals(fates: pd.DataFrame) -> list[str]:
    """Return each common refused spelling with its count, and how many records have rarer ones."""
    refused = fates[fates[FATE] == Fate.REFUSED]
    often = refused[RECORDS] >= SMALLEST_NAMED
    rows = refused[often].sort_values(RECORDS, ascending=False)
    said = [f"“{spelling}” {count:,} times" for spelling, count in zip(rows[SPELLING], rows[RECORDS], strict=True)]
    if not often.all():
        rare = int(refused.loc[~often, RECORDS].sum())
        said.append(f"{rare:,} records with rarer spellings, not repeated here: they may be somebody's own words")
    return said


def _with_wards(found: pd.DataFrame, find_wards: WardFinder, wards: pd.Index[str]) -> pd.DataFrame:
    """The spellings of areas, with ``code`` (a ward of the place, or why not) and ``problem``."""
    judged = find_wards(found[SPELLING].astype("str"))
    inside = judged["ward"].isin(wards)
    problem = judged["problem"].where(judged["ward"].isna(), ELSEWHERE).mask(inside, "")
    code = judged["ward"].astype("object").where(inside, NO_WARD)
    return found.assign(code=code, problem=problem)


def _without_ward(areas: pd.DataFrame) -> pd.Series[int]:
    without = areas[areas[CODE] == NO_WARD]
    return without.groupby("problem")[RECORDS].sum().sort_index()


def _codes(table: pd.DataFrame) -> dict[str, str]:
    """Code by spelling; empty spellings need no code, because the engine counts them as not answered."""
    given = table[table[SPELLING].notna()]
    return dict(zip(given[SPELLING], given[CODE], strict=True))


def _by_group(engine: Engine, role: str, plan: Named[str, Named[str, str]]) -> pd.Series[int]:
    counted = engine.counts({AREA: plan[AREA], role: plan[role], ANSWER: plan[ANSWER]})
    return counted.rename(columns={role: GROUP}).set_index([AREA, GROUP, ANSWER])[RECORDS]


def answered(counts: pd.Series[int]) -> pd.DataFrame:
    """Return the counts of people in a ward of the place who answered: rows as the index without the answer.

    Args:
        counts: index ends with the answer; begins with the area.

    Returns:
        One column per real answer; 0 if nobody gave it.
    """
    table = counts.unstack(ANSWER, fill_value=0)
    kept = table.drop(columns=[code for code in WITHOUT_CODE if code in table])
    areas = kept.index.get_level_values(AREA)
    return kept[~areas.isin([NO_WARD, WITHOUT_CODE[0]])]
