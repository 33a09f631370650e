"""What is known and the gaps: nine characteristics × levels, in signs and words, and every figure or the reason."""

from __future__ import annotations

import html
from collections.abc import Mapping

import pandas as pd

from jsna.figures import theme
from jsna.model.area import Level
from jsna.model.characteristic import Characteristic, CharacteristicEntry
from jsna.model.source import Quality
from jsna.words.gaps import reasons
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
_ESTIMATES = (Quality.ESTIMATED.value, Quality.MODELLED.value)
#: A gap looks empty, and has an outline that stays in print and in forced colours.
_GAP = f"outline:2px dashed {theme.QUIET};outline-offset:-5px;padding:0.5rem 0.6rem"
_HAS = "background-color:#e8ecef"


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
    for name, found in gaps.groupby("characteristic", sort=False):
        characteristic = Characteristic(str(name))
        cells = {level.value.capitalize(): _in_short(found[found["level"] == level.value], level) for level in Level}
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


def _in_short(rows: pd.DataFrame, level: Level) -> str:
    known = rows[rows["areas"] > 0]
    if not rows["of"].any():
        return "– None here"
    if known.empty:
        return f"{NONE} Not available for {'England' if level is Level.ENGLAND else level.plural}"
    counted = known[~known["quality"].isin(_ESTIMATES)]
    first = (known if counted.empty else counted).iloc[0]
    said = f"{ESTIMATED} Estimated" if counted.empty else f"{AVAILABLE} Available"
    some = "" if first["areas"] == first["of"] else f", {count(first['areas'])} of {count(first['of'])} {level.plural}"
    return f"{said}, {first['reference_date'].year}{some}"


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
            "Characteristic": entries[Characteristic(str(characteristic))].title,
            **{level.plural.capitalize(): _cell(rows[rows["level"] == level.value]) for level in SHOWN},
        }
        for characteristic, rows in gaps.groupby("characteristic", sort=False)
    )


def _cell(rows: pd.DataFrame) -> str:
    known = rows[rows["areas"] > 0]
    if known.empty:
        return f"[x] Not available. {reasons(rows['reason'].astype(str))}"
    some = [
        "" if have == of else f", {count(have)} of {count(of)} areas"
        for have, of in zip(known["areas"], known["of"], strict=True)
    ]
    dates = known["reference_date"].map(spoken_date)
    figures = known["title"] + " (" + dates + ", " + known["quality"] + some + ")"
    missing = rows.loc[rows["areas"] == 0, ["title", "reason"]].itertuples(index=False)
    # A reason that is of one indicator alone begins with its title.
    said = [reason.removesuffix(".") if reason.startswith(title) else title for title, reason in missing]
    return "; ".join([*figures, *(f"[x] no figure here: {each}" for each in said)])
