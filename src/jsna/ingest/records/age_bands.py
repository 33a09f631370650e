"""The age bands of a collection: those its mapping names, those of its answers, or the six of the census figures."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from jsna.errors import Finding, Findings
from jsna.ingest.records.codes import Code, CodeList
from jsna.ingest.records.expression import RECORDS, SPELLING
from jsna.ingest.records.mapping import CharacteristicColumn
from jsna.ingest.records.spelling import plain
from jsna.model.ages import Ages, overlapping


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
