"""Figures that are of one list of wards only: why the wards of the other list have none, and where there is one."""

from __future__ import annotations

from jsna.model.area import WARD_LISTS, WARD_YEARS, Level
from jsna.model.comparison import Comparison
from jsna.words.numbers import count


def only_of(year: int) -> str:
    """Return why a ward that is not in a list has no figure, without a full stop."""
    return f"these figures are for {Level.WARD.of(year)} only"


def of_one_list(comparison: Comparison) -> str:
    """Return how many of the areas shown have no figure because they are in the other list of wards; may be empty."""
    lacking = {year: int((comparison.areas["reason"] == only_of(year)).sum()) for year in WARD_YEARS}
    for year, number in lacking.items():
        if number:
            shown = next(other for other in WARD_YEARS if other != year)
            return (
                f"“{comparison.indicator.title}” has no figure for {count(number)} of {count(len(comparison.areas))} "
                f"wards. They are only in the list of {WARD_LISTS[shown]}, and {only_of(year)}. "
                f"To see them, choose {year} under “Wards of”."
            )
    return ""
