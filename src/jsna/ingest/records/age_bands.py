"""The age bands of a collection: those its mapping names, those of its answers, or the six of the census figures."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from jsna.errors import Finding, Findings
from jsna.ingest.records.codes import Code, CodeList
from jsna.ingest.records.expression import RECORDS, SPELLING
from jsna.ingest.records.mapped_columns import CharacteristicColumn
from jsna.ingest.records.spelling import plain
from jsna.model.ages import Ages, overlapping

#: Ages that also stand for no answer, and the ages beside them, which as many people have.
_BESIDE = {0: range(1, 16), **dict.fromkeys((97, 98, 99), range(90, 97))}
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
#: A date, or a year of birth alone.
_BIRTH = re.compile(
    r"(?:1[89]|20)\d\d(?:\.0)?"
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:[T ][\d:.+Z]*)?"
    r"|\d{1,2}[-/. ]\d{1,2}[-/. ]\d{2,4}(?: [\d:.]*)?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[-/ ]?{_MONTH},?[-/ ]?\d{{2,4}}|{_MONTH} \d{{1,2}},? \d{{4}}",
    re.IGNORECASE,
)
#: A larger share of dates is no slip.
MOST_BIRTHS = 0.2


def of_collection(
    listed: CodeList, column: CharacteristicColumn, asked: Ages, found: pd.DataFrame, smallest: int
) -> CodeList:
    """Return the bands that a collection is counted in: those stated, else those listed, else those of its answers.

    Args:
        listed: the census bands.
        column: of age; its bands go first, where the mapping states them.
        asked: of whom the question was asked; each band keeps only these ages.
        found: what stands in the column: ``spelling`` and ``records``.
        smallest: how many records must have a band before it counts as one of the answers.

    Raises:
        Findings: the answers lie across the census bands and across one another, or there are not two bands.
    """
    census = [band for code in listed.codes.values() if (band := code.band) is not None]
    bands = list(column.age_bands) or _fitting(census, asked, found[found[RECORDS] >= smallest], column.column)
    kept = [(band, shared) for band in sorted(bands) if (shared := band.shared_with(asked))]
    if len(kept) < 2:
        accepted = "an age column where people in two bands or more were asked"
        raise Findings([Finding("the mapping", "only one age band among those asked", accepted, column="asked")])
    same = {code.band: (name, code) for name, code in listed.codes.items()}
    return CodeList(
        characteristic=listed.characteristic,
        codes=dict(same.get(shared) or (shared.code, _code(shared)) for _, shared in kept),
    )


def doubtful(found: pd.DataFrame) -> frozenset[str]:
    """Return the ages that may stand for no answer, because more records have them than the ages beside them together.

    Survey files write 97, 98 and 99 for it; databases write 0.

    Args:
        found: what stands in the column: ``spelling`` and ``records``.

    Returns:
        Tidied spellings.
    """
    many: dict[int, int] = {}
    for spelling, records in zip(found[SPELLING], found[RECORDS], strict=True):
        ages = None if pd.isna(spelling) else Ages.read(plain(spelling))
        if ages and ages.is_year:
            many[ages.youngest] = many.get(ages.youngest, 0) + int(records)
    odd = [code for code, beside in _BESIDE.items() if many.get(code, 0) > sum(many.get(age, 0) for age in beside)]
    return frozenset(map(str, odd))


def refuse_births(found: pd.DataFrame, column: str) -> None:
    """Raise Findings if a column of ages holds dates or years of birth. No date is repeated.

    Args:
        found: what stands in the column: ``spelling`` and ``records``.
        column: its heading.
    """
    births = found[SPELLING].fillna("").astype("str").str.strip().str.fullmatch(_BIRTH)
    many, every = int(found.loc[births, RECORDS].sum()), int(found[RECORDS].sum())
    if many > MOST_BIRTHS * every:
        problem = f"{many:,} of {every:,} records have a date or a year of birth, not an age"
        accepted = "ages in whole years, or age bands: work them out where the dates are, and leave the dates there"
        raise Findings([Finding("records", problem, accepted, column=column)])


def _fitting(census: list[Ages], asked: Ages, often: pd.DataFrame, column: str) -> list[Ages]:
    """The census bands where they hold every common answer; else the bands of the answers, if those are a set."""
    read = [ages for spelling in often[SPELLING].dropna() if (ages := Ages.read(plain(spelling)))]
    given = sorted({shared for ages in read if (shared := ages.shared_with(asked))})
    if all(_held(ages, census) for ages in given):
        return census
    bands = [ages for ages in given if not ages.is_year]
    years = [ages for ages in given if ages.is_year]
    if (crossing := overlapping(bands)) or not all(_held(year, bands) for year in years):
        across = crossing or [ages for ages in given if not _held(ages, census)]
        named = ", ".join(ages.words for ages in across[:5])
        problem = "the ages lie across the census bands, and are no set of bands by themselves"
        accepted = "bands of your own, such as 18-24; 25-34; 35+, and spellings that say where the others belong"
        raise Findings([Finding("records", problem, accepted, column=column, value=named)])
    return bands


def _held(ages: Ages, bands: Sequence[Ages]) -> bool:
    return any(band.holds(ages) for band in bands)


def _code(band: Ages) -> Code:
    return Code(label=band.label, says=band.says, ages=(band.youngest, band.oldest))
