"""Counts what people told us, for everybody: years that are over, each once, protected like any other counts.

What is counted in a year never changes after it: a theme given in an earlier year stays, answers count to the end of
the year, and what is erased keeps its theme and its days. So two looks at one year, or two years, say no more than one.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd

from jsna.analysis.finished_years import finished_years, shown_year
from jsna.disclosure.policy import SURVEY
from jsna.disclosure.table import NONE, Table
from jsna.disclosure.withhold import shown_everyone, shown_groups
from jsna.model.register.person import Person, Role
from jsna.model.register.report import About
from jsna.model.told_us import FIRST_YEAR, STEP, ToldUs, Waits
from jsna.register import handling
from jsna.register.register import Register

#: Reads the counts that are then protected.
_COUNTING = Person("the register's own counting", frozenset({Role.MODERATOR}))


def years(register: Register) -> list[int]:
    """Return the years that can be shown, the last one first.

    They do not depend on what was told, so that an empty year looks like one with few reports.
    """
    return finished_years(register, FIRST_YEAR)


def told_us(register: Register, year: int) -> list[ToldUs]:
    """Return what everybody may see of what people told us in a year, for figures and for harm.

    Args:
        register: the open register.
        year: one that can be shown; instead of another, the last that can is.

    Raises:
        NotAvailable: a part of each year is lost.
    """
    return counted(handling.told(register, _COUNTING), shown_year(register, years(register), year))


def counted(told: pd.DataFrame, year: int) -> list[ToldUs]:
    """Return the protected counts of a year.

    Args:
        told: as :func:`jsna.register.handling.told` returns it.
        year: one that is over.
    """
    themed = told[told["themed_on"].dt.year == year]
    # The themes of the table are those in use by the end of the year: a list that is changed later changes nothing.
    used = sorted(told.loc[told["themed_on"].dt.year <= year, "theme"].unique())
    found = []
    for about in About:
        counts = themed.loc[themed["about"] == about.value, "theme"].value_counts().reindex(used, fill_value=0)
        total, by_theme = _protected(counts)
        came = told[(told["about"] == about.value) & (told["received_on"].dt.year == year) & told["wants_answer"]]
        found.append(ToldUs(about, year, total, by_theme, _waits(came, year)))
    return found


def _protected(counts: pd.Series[int]) -> tuple[int | None, Mapping[str, int | None]]:
    """The total and the count of each theme, without those that are small or would give small ones away.

    Whoever reads the list of themes knows of others that nobody used. They stand in the table as one more, with none:
    otherwise a total beside a single theme would say that nobody spoke of anything else.
    """
    cells = np.array([*counts, 0], dtype=np.int64).reshape(1, -1, 1)
    table = Table.summed(cells, np.array([NONE]))
    shown = shown_groups(table, SURVEY, shown_everyone(table, SURVEY))[0].tolist()
    by_theme = {str(code): int(n) if may else None for (code, n), may in zip(counts.items(), shown, strict=False)}
    return int(counts.sum()) if shown[-1] else None, by_theme


def _waits(came: pd.DataFrame, year: int) -> Waits | None:
    """How long the authors of some reports waited by the end of the year; None where they are too few."""
    if len(came) < SURVEY.smallest_base:
        return None
    end = pd.Timestamp(date(year, 12, 31))
    answered = came["answered_on"] <= end
    days = (came["answered_on"].where(answered, end) - came["received_on"]).dt.days.clip(lower=0)
    waiting, median, longest = days[~answered], float(days.median()), int(days.max())
    more_than_median = bool((waiting <= median).any())
    still = bool((waiting == longest).any())
    return Waits(
        asked=len(came),
        answered=int(answered.sum()),
        median=_step(median) if more_than_median else median,
        median_is_more=more_than_median,
        quickest=int(days[answered].min()) if answered.any() else None,
        longest=_step(longest) if still else longest,
        longest_is_more=still,
    )


def _step(days: float) -> int:
    return int(days // STEP) * STEP
