"""The labels in a column of words, and which of them is the whole of the others."""

from __future__ import annotations

import re

import pandas as pd

#: Labels of the whole: All, Total, Persons, All ages, All usual residents, Both sexes, T.
_TOTAL = re.compile(
    r"(grand |over)?total(s|:.*| .*)?|both( sexes)?|persons?|people|everyone|overall|t|_t|all( .* total)?"
    r"|all (ages?|persons|people|(usual )?residents|sexes|pupils|groups|households|types|categories.*"
    r"|ethnic(ities| groups)|males and females)",
    re.IGNORECASE,
)
#: A column with more labels than this says which row it is, not what kind of row.
MOST = 400


def labels_of(column: pd.Series) -> list[str]:
    """Return the different texts of a column, as they come; none if there are too many to be labels."""
    given = column[column != ""]
    labels = list(dict.fromkeys(map(str, given)))
    return labels if len(labels) <= MOST else []


def is_total(label: str) -> bool:
    """Return whether a label is that of a whole: All, Total, Persons."""
    return bool(_TOTAL.fullmatch(label.strip()))


def total_of(labels: pd.Series) -> str:
    """Return the one label that is the whole of the others, or an empty text if none is, or several may be."""
    totals = [label for label in dict.fromkeys(map(str, labels)) if is_total(label)]
    if len(totals) > 1:
        plain = [label for label in totals if label.strip().lower() in ("total", "all", "persons")]
        totals = plain if len(plain) == 1 else totals
    return totals[0] if len(totals) == 1 else ""
