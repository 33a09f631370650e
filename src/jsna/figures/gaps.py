"""What is known and the gaps: nine characteristics × levels; each cell has the figures or the reason for a gap."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from jsna.model.area import Level
from jsna.model.characteristic import Characteristic, CharacteristicEntry
from jsna.words.gaps import reasons
from jsna.words.numbers import count
from jsna.words.provenance import spoken_date

#: The levels shown to readers; counties and regions are sums of smaller areas.
SHOWN = (Level.WARD, Level.DISTRICT, Level.ENGLAND)


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
        return f"[x] Not known. {reasons(rows['reason'].astype(str))}"
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
