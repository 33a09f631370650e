"""Two censuses side by side, as a table of words."""

from __future__ import annotations

import pandas as pd

from jsna.model.ten_years import TenYears
from jsna.words.numbers import counted
from jsna.words.ten_years import change


def ten_years_table(found: TenYears) -> pd.DataFrame:
    """Return a row for each group; a question that was asked in other words has a row of its own for each year.

    Returns:
        Columns ``Group``, the two years and ``Change``; or ``Census``, ``How many``, ``Group`` and ``The question``.
    """
    if found.questions is not None:
        return pd.DataFrame(
            [
                {
                    "Census": each.year,
                    "How many": counted(each, found.indicator),
                    "Group": each.group.label,
                    "The question": question,
                }
                for question, years in zip(found.questions, (found.then, found.now), strict=True)
                for each in years
            ]
        )
    return pd.DataFrame(
        [
            {
                "Group": now.group.label,
                then.year: counted(then, found.indicator),
                now.year: counted(now, found.indicator),
                "Change": change(then, now, found),
            }
            for then, now in zip(found.then, found.now, strict=True)
        ]
    )
