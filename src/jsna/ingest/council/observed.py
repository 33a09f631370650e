"""The observations that a file's numbers become: every group of every area, and of the areas above them."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from jsna.areas import sums
from jsna.areas.among import among
from jsna.areas.places import of_level
from jsna.ingest.council.carrying.carried import Carried
from jsna.ingest.council.shaping import percentages
from jsna.ingest.council.shaping.shape import Columns
from jsna.model.area import Level
from jsna.model.indicator import Indicator, Measure
from jsna.model.observations import COLUMNS, COUNTS, RATES, Note
from jsna.model.period import require_period


def observations(
    carried: Carried, indicator: Indicator, columns: Columns, period: str, areas: pd.DataFrame
) -> pd.DataFrame:
    """Return the observations of an indicator: every group of every area of the file, and of the areas above them.

    A higher area has a row if the file gives one, if the file's rows fill it, or if each of its parts has a figure;
    then the row is their sum.

    Args:
        carried: counts by the codes of the data folder.
        indicator: the indicator they belong to; its ``lowest_level`` is that of the smallest areas.
        columns: which column is which.
        period: the period of the figures.
        areas: every area, index ``code``.
    """
    spelling = require_period(period).spelling
    every = carried.counts if columns.values else _with_sums(carried, indicator.lowest_level, areas)
    notes = carried.notes.reindex(every.index, fill_value="")
    pieces = [
        pd.DataFrame(
            {
                "area_code": every.index,
                "period": spelling,
                "characteristic": indicator.characteristic.value,
                "group": code,
                **_numbers(every, columns, code, shares=indicator.measure is Measure.PROPORTION),
                "note": _strongest([notes[heading] for heading in columns.of_group(code)]).to_numpy(),
            }
        )
        for code in (columns.counts or columns.values)
    ]
    table = pd.concat(pieces, ignore_index=True).reindex(columns=list(COLUMNS))
    return _noted(table.astype(dict.fromkeys((*COUNTS, *RATES), float)), columns)


def _numbers(every: pd.DataFrame, columns: Columns, code: str, *, shares: bool) -> dict[str, object]:
    """The numbers of one group, by the column of the observations that they stand in."""
    if code in columns.counts:
        counts = {"numerator": columns.counts[code]}
        counts |= {"denominator": columns.bases[code]} if code in columns.bases else {}
        return {key: every[heading].to_numpy() for key, heading in counts.items()}
    headings = (columns.values[code], *columns.limits.get(code, ()))
    scale = percentages.scale(every[headings[0]]) if shares else 1
    return {key: every[heading].to_numpy() / scale for key, heading in zip(RATES, headings, strict=False)}


def _with_sums(carried: Carried, lowest: Level, areas: pd.DataFrame) -> pd.DataFrame:
    """The counts of the file, the districts that its rows fill, and sums for higher areas if every part has a count."""
    every = carried.counts
    if len(carried.districts):
        every = pd.concat([every, carried.districts.drop(every.index, errors="ignore")])
    for level in (lowest, Level.DISTRICT) if lowest is Level.WARD else (lowest,):
        required = of_level(areas, level).index
        parts = every[among(every.index, required)]
        summed = sums.every_level(parts, areas.reset_index(), required, level).dropna()
        every = pd.concat([every, summed[~among(summed.index, every.index)]])
    return every.rename_axis("code")


def _strongest(given: Sequence[pd.Series[str]]) -> pd.Series[str]:
    """The strongest of some notes: why there is no figure first, then what asks for most care."""
    strength = ("CONFIDENTIAL", "NOT_AVAILABLE", "NOT_APPLICABLE", "LOW_RELIABILITY", "LOW", "ESTIMATED", "PROVISIONAL")
    notes = pd.Series("", index=given[0].index, dtype="str")
    for note in (Note[name].value for name in reversed(strength)):
        for own in given:
            notes = notes.mask(own == note, note)
    return notes


def _noted(table: pd.DataFrame, columns: Columns) -> pd.DataFrame:
    """Rows that lack a number become empty and keep the reason; others keep a note that stands beside a figure."""
    needed = [RATES[0]] if columns.values else list(COUNTS) if columns.bases else [COUNTS[0]]
    missing = table[needed].isna().any(axis=1)
    note = table["note"].astype("str")
    stands = note.where(note.isin([each.value for each in Note if not each.withholds]))
    table = table.assign(note=note.where(missing, stands))
    return table.assign(**{column: table[column].mask(missing) for column in (*COUNTS, *RATES)})
