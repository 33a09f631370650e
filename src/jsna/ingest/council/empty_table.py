"""The table of a new indicator before its figures are known: an empty row for each of them."""

from __future__ import annotations

import pandas as pd

from jsna.areas.places import lies_in
from jsna.errors import Finding, Findings
from jsna.model.area import ENGLAND, Level, levels_from
from jsna.model.indicator import Indicator
from jsna.model.observations import COLUMNS, Note
from jsna.model.period import require_period


def empty_rows(indicator: Indicator, areas: pd.DataFrame, place: str, period: str) -> pd.DataFrame:
    """Return empty observations for a place: its smallest areas, all levels up to the place, and England.

    England's rows have the note ``x`` (not available) until its figures are entered.

    Args:
        indicator: the indicator the figures will belong to.
        areas: every area, index ``code``.
        place: code of a county, a district or England.
        period: the period of the rows: ``2026``.
    """
    codes = [*codes_of(areas, place, indicator.lowest_level), ENGLAND]
    spelling = require_period(period).spelling
    keys = [(code, group) for code in dict.fromkeys(codes) for group in indicator.groups]
    table = pd.DataFrame(keys, columns=["area_code", "group"])
    table = table.assign(period=spelling, characteristic=indicator.characteristic.value)
    table["note"] = ["x" if code == ENGLAND != place else "" for code in table["area_code"]]
    return table.reindex(columns=list(COLUMNS), fill_value="")


def codes_of(areas: pd.DataFrame, place: str, lowest: Level) -> list[str]:
    """Return the codes of a place's areas from the smallest level up to the place itself.

    Raises:
        Findings: there is no such place, or it has no areas of that level.
    """
    if place not in areas.index:
        raise Findings(
            [Finding("place", "unknown area", "the code of a county or district, or E92000001", value=place)]
        )
    inside = areas[lies_in(areas, place)]
    wanted = [
        level.value
        for level in levels_from(lowest)
        if level not in levels_from(Level(str(areas.at[place, "level"])))[1:]
    ]
    codes = [code for level in wanted for code in inside.index[inside["level"] == level]]
    if not codes or areas.at[codes[0], "level"] != lowest.value:
        raise Findings([Finding("place", f"has no areas of the level {lowest.value}", "a larger place", value=place)])
    return codes


def notes_in_words() -> str:
    """Return every note and its meaning."""
    return ", ".join(f"{note.value} ({note.words})" for note in Note)
