"""What is known and the gaps: nine characteristics × levels, in signs and words, and every figure or the reason."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

import pandas as pd

from jsna.figures import theme
from jsna.model.area import Level
from jsna.model.characteristic import Characteristic, CharacteristicEntry
from jsna.model.source import Quality
from jsna.words.numbers import count
from jsna.words.provenance import spoken_date

#: The levels of the table of every figure; counties and regions are sums of smaller areas.
SHOWN = (Level.WARD, Level.DISTRICT, Level.ENGLAND)
AVAILABLE, ESTIMATED, NONE = "●", "◐", "○"
#: The key of the signs, and of a heading.
KEY = {
    AVAILABLE: "available, and of which year",
    ESTIMATED: "an estimate, and of which year",
    NONE: "not available: the reason is below",
    "MSOA": "a census area of some 8,000 people",
}


class Known(NamedTuple):
    """One indicator at one level: in how many areas of how many it has a figure, of when and how good; or why not."""

    title: str
    areas: int
    of: int
    reference_date: date
    quality: str
    reason: str


_ESTIMATES = (Quality.ESTIMATED.value, Quality.MODELLED.value)
#: A gap looks empty, and has an outline that stays in print and in forced colours.
_GAP = f"outline:2px dashed {theme.QUIET};outline-offset:-5px;padding:0.5rem 0.6rem"
_HAS = f"background:#e8ecef;color:{theme.INK}"


def matrix(
    gaps: pd.DataFrame, entries: Mapping[Characteristic, CharacteristicEntry], msoas: Mapping[Characteristic, int]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return what is known of each characteristic at each level, in a sign and a few words, and the look of each cell.

    Args:
        gaps: from ``jsna.catalogue.availability.coverage``.
        entries: the nine characteristics, for their titles.
        msoas: the year of the table by MSOA, for the characteristics that have one.

    Returns:
        Words and styles, of the same shape: one row for each characteristic; columns ``Characteristic``, and each
        level, smallest first, with ``MSOA`` after the ward.
    """
    rows = []
    for name, levels in by_cell(gaps).items():
        characteristic = Characteristic(name)
        cells = {level.value.capitalize(): _in_short(levels[level], level) for level in Level}
        ward = cells.pop("Ward")
        msoa = f"{AVAILABLE} Available, {msoas[characteristic]}" if characteristic in msoas else _without_msoas(ward)
        rows.append({"Characteristic": entries[characteristic].title, "Ward": ward, "MSOA": msoa, **cells})
    words = pd.DataFrame(rows)
    return words, words.map(_look)


def key_html() -> str:
    """Return the key of the signs as an HTML list."""
    lines = "".join(f"<li><b>{sign}</b> {html.escape(words)}</li>" for sign, words in KEY.items())
    return f'<ul class="jsna-spine-key" aria-label="Key to the signs">{lines}</ul>'


def _look(cell: str) -> str:
    if cell.startswith(NONE):
        return _GAP
    return _HAS if cell.startswith((AVAILABLE, ESTIMATED)) else ""


def by_cell(gaps: pd.DataFrame) -> dict[str, dict[Level, list[Known]]]:
    """Return the rows of the coverage by characteristic and level."""
    found: dict[str, dict[Level, list[Known]]] = {}
    for row in gaps.to_dict("records"):
        levels = found.setdefault(str(row["characteristic"]), {})
        levels.setdefault(Level(row["level"]), []).append(Known(**{name: row[name] for name in Known._fields}))
    return found


def _in_short(rows: Sequence[Known], level: Level) -> str:
    if not any(row.of for row in rows):
        return "– None here"
    known = [row for row in rows if row.areas]
    if not known:
        return f"{NONE} Not available for {'England' if level is Level.ENGLAND else level.plural}"
    counted = [row for row in known if row.quality not in _ESTIMATES]
    first = (counted or known)[0]
    said = f"{AVAILABLE} Available" if counted else f"{ESTIMATED} Estimated"
    some = "" if first.areas == first.of else f", {count(first.areas)} of {count(first.of)} {level.plural}"
    return f"{said}, {first.reference_date.year}{some}"


def _without_msoas(ward: str) -> str:
    return f"{NONE} Not available for MSOAs" if ward.startswith(NONE) else "– See wards"


def gaps_table(gaps: pd.DataFrame, entries: Mapping[Characteristic, CharacteristicEntry]) -> pd.DataFrame:
    """Return the table as words.

    Args:
        gaps: from ``jsna.catalogue.availability.coverage``.
        entries: the nine characteristics, for their titles.

    Returns:
        One row for each characteristic; columns ``Characteristic`` and one for each level of ``SHOWN``.
    """
    return pd.DataFrame(
        {
            "Characteristic": entries[Characteristic(name)].title,
            **{level.plural.capitalize(): _cell(levels[level]) for level in SHOWN},
        }
        for name, levels in by_cell(gaps).items()
    )


def _cell(rows: Sequence[Known]) -> str:
    known = [row for row in rows if row.areas]
    if not known:
        return "[x] Not available: the reason is above."
    # A reason that is of one indicator alone begins with its title.
    said = [
        row.reason.removesuffix(".") if row.reason.startswith(row.title) else row.title for row in rows if not row.areas
    ]
    return "; ".join([*map(_figure, known), *(f"[x] no figure here: {each}" for each in said)])


def _figure(row: Known) -> str:
    some = "" if row.areas == row.of else f", {count(row.areas)} of {count(row.of)} areas"
    return f"{row.title} ({spoken_date(row.reference_date)}, {row.quality}{some})"
