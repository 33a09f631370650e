"""Count records by area × group × answer in whole numbers, and track every spelling. No record is returned."""

from __future__ import annotations

from collections.abc import Mapping as Named
from dataclasses import dataclass
from itertools import chain

import pandas as pd

from jsna.areas.placing import NO_NAME, OUTSIDE, SEVERAL
from jsna.errors import Finding, Findings
from jsna.ingest.records import age_bands
from jsna.ingest.records.area_finder import AreaFinder
from jsna.ingest.records.codes import CodeList, Spellings
from jsna.ingest.records.engine import Engine
from jsna.ingest.records.expression import AREA, BETWEEN, CODE, DISTRICT, RECORDS, SPELLING
from jsna.ingest.records.mapping import ANSWER, Mapping
from jsna.ingest.records.no_answer import NOT_ANSWERED, NOT_UNDERSTOOD, WITHOUT_CODE
from jsna.ingest.records.refusals import SMALLEST_NAMED, refuse_misunderstood, refuse_several, refuse_unplaced
from jsna.ingest.records.settled import NO_AREA, Settled, settled
from jsna.model.characteristic import Characteristic

#: A column with more different texts holds free text or names, not answers from a list.
MOST_ANSWERS, MOST_AREAS = 5_000, 2_000_000
GROUP = "group"


@dataclass(frozen=True, eq=False)
class Tally:
    """The counts of one collection. They are unprotected, so they are kept in memory and never written to disk.

    Attributes:
        records: the total number of records.
        everyone: index (area, answer); ``records``.
        groups: by characteristic, index (area, group, answer); ``records``. Each adds up to ``everyone``.
        lists: by characteristic, the groups that were counted; of age, in the collection's own bands.
        fates: by role, except the area: ``spelling, records, code, fate``, one row per spelling.
        without_area: records without an area of the place, by reason.
        settled: the areas that they are counted by.
        mended: what was mended in the file, as sentences.
    """

    records: int
    everyone: pd.Series[int]
    groups: Named[Characteristic, pd.Series[int]]
    lists: Named[Characteristic, CodeList]
    fates: Named[str, pd.DataFrame]
    without_area: pd.Series[int]
    settled: Settled
    mended: tuple[str, ...] = ()

    @property
    def unplaced(self) -> int:
        """Records without an area, except those that lie outside the place."""
        return int(self.without_area.drop(OUTSIDE, errors="ignore").sum())


def tally(
    engine: Engine,
    mapping: Mapping,
    lists: Named[Characteristic, CodeList],
    find_areas: AreaFinder,
    areas: pd.DataFrame,
) -> Tally:
    """Return the counts of a collection.

    Args:
        engine: opened on the records, with the mapping's columns.
        mapping: of the collection.
        lists: the code list of each mapped characteristic.
        find_areas: finds the area of each text in the area column.
        areas: the areas table, index ``code``.

    Raises:
        Findings: there are no records, too many have no area, people ticked several answers, or a column is free text
            or mostly not understood.
    """
    written = _spellings(engine, AREA, mapping)
    by, placed_ones = settled(written.join(find_areas(written[SPELLING])), mapping, areas)
    without = _without_area(placed_ones)
    refuse_unplaced(mapping, int(written[RECORDS].sum()), without)
    found = {role: _spellings(engine, role, mapping) for role in mapping.columns if role not in (AREA, DISTRICT)}
    counted = {each: _counted(listed, mapping, found[each.value]) for each, listed in lists.items()}
    fates = {role: _spelt(role, mapping, counted, table).judged(table) for role, table in found.items()}
    refuse_several(mapping, fates[ANSWER])
    refuse_misunderstood(mapping, fates, counted)
    plan = {role: _codes(table) for role, table in {AREA: placed_ones, **fates}.items()}
    everyone = engine.counts({AREA: plan[AREA], ANSWER: plan[ANSWER]}).set_index([AREA, ANSWER])[RECORDS]
    groups = {
        characteristic: _by_group(engine, characteristic.value, plan) for characteristic in mapping.characteristics
    }
    return Tally(int(everyone.sum()), everyone, groups, counted, fates, without, by, engine.said)


def _spellings(engine: Engine, role: str, mapping: Mapping) -> pd.DataFrame:
    most = MOST_AREAS if role == AREA else MOST_ANSWERS
    found = engine.spellings(role, most)
    column = mapping.columns[role]
    if found.empty:
        raise Findings([Finding("records", "there are no records", "one row a response below the header")])
    if role == Characteristic.AGE:
        age_bands.refuse_births(found, column)
    if len(found) > most:
        problem = f"more than {most:,} different texts: these are no answers to a question with a list"
        raise Findings([Finding("records", problem, "a column of answers from a list", column=column)])
    return found


def _counted(listed: CodeList, mapping: Mapping, found: pd.DataFrame) -> CodeList:
    """The groups to count: those listed; of age, the collection's own bands among those who were asked."""
    if listed.characteristic is not Characteristic.AGE:
        return listed.read_in(found[SPELLING].dropna())
    column = mapping.characteristics[Characteristic.AGE]
    own = (*chain(*column.own.values()), *age_bands.doubtful(found))
    words = Spellings.of({}, "the mapping", {NOT_ANSWERED: own})
    given = found[[words.judge(None if pd.isna(text) else text)[0] == NOT_UNDERSTOOD for text in found[SPELLING]]]
    return age_bands.of_collection(listed, column, mapping.asked_ages, given, SMALLEST_NAMED)


def _spelt(role: str, mapping: Mapping, lists: Named[Characteristic, CodeList], found: pd.DataFrame) -> Spellings:
    if role == ANSWER:
        return Spellings.of(mapping.answer.codes, "the mapping", mapping.answer.silent)
    characteristic = Characteristic(role)
    column, listed = mapping.characteristics[characteristic], lists[characteristic]
    doubtful = age_bands.doubtful(found) if characteristic is Characteristic.AGE else ()
    own = listed.with_letters(column.own)
    return Spellings.of(listed.codes, f"{role}.toml", own, mapping.asked_ages, doubtful)


def _without_area(areas: pd.DataFrame) -> pd.Series[int]:
    """Records without an area of the place, by reason; names that many records have stand beside it."""
    without = areas[areas[CODE] == NO_AREA]
    reasons = {problem: f"{problem}{_named(rows)}" for problem, rows in without.groupby("problem")}
    return without.groupby(without["problem"].map(reasons))[RECORDS].sum().sort_index()


def _named(rows: pd.DataFrame) -> str:
    """The first names of areas that are not known, where many records have them."""
    often = rows[rows[RECORDS].ge(SMALLEST_NAMED) & rows["problem"].isin((NO_NAME, SEVERAL))]
    common = often.sort_values(RECORDS, ascending=False)[SPELLING].head(3)
    names = [str(name).replace(BETWEEN, ", ").strip(", ") for name in common]
    return f" ({', '.join(f'“{name}”' for name in names)})" if names else ""


def _codes(table: pd.DataFrame) -> dict[str, str]:
    """Code by spelling; empty spellings need no code, because the engine counts them as not answered."""
    given = table[table[SPELLING].notna()]
    return dict(zip(given[SPELLING], given[CODE], strict=True))


def _by_group(engine: Engine, role: str, plan: Named[str, Named[str, str]]) -> pd.Series[int]:
    counted = engine.counts({AREA: plan[AREA], role: plan[role], ANSWER: plan[ANSWER]})
    return counted.rename(columns={role: GROUP}).set_index([AREA, GROUP, ANSWER])[RECORDS]


def answered(counts: pd.Series[int]) -> pd.DataFrame:
    """Return the counts of people in an area of the place who answered: rows as the index without the answer.

    Args:
        counts: index ends with the answer; begins with the area.

    Returns:
        One column per real answer; 0 if nobody gave it.
    """
    table = placed(counts).unstack(ANSWER, fill_value=0)
    return table.drop(columns=[code for code in WITHOUT_CODE if code in table])


def placed(counts: pd.Series[int]) -> pd.Series[int]:
    """Return the counts of people in an area of the place. Index: as ``counts``, which begins with the area."""
    return counts[~counts.index.get_level_values(AREA).isin([NO_AREA, NOT_ANSWERED])]
