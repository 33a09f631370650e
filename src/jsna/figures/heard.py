"""From who has been heard to what its map draws."""

from __future__ import annotations

import pandas as pd

from jsna.model.comparison import Rare
from jsna.model.heard import Heard, rows
from jsna.model.shading import NO_DATA, KeyLine, Shading
from jsna.stats.classes import figure_ramp
from jsna.words import heard as words
from jsna.words.numbers import count

#: Where people were asked and how many is not known or not shown.
_ASKED = "2"


def shade(found: Heard) -> Shading:
    """Return the class and the line of text of every ward: people reached of every 1,000, or that nobody was asked.

    Args:
        found: who has been heard.
    """
    areas = found.areas
    rates = areas["rate"].to_numpy(dtype=float)
    ramp = figure_ramp(rates, " of 1,000", lambda number, wards: f"{number}: the same in {count(wards)} wards")
    classes = pd.Series(_ASKED, index=areas.index).mask(areas["asks"] == 0, NO_DATA)
    lines = [KeyLine(str(step), f"{said} reached") for step, said in enumerate(ramp.words)]
    if ramp.words:
        steps = pd.Series(ramp.classes_of(rates), index=areas.index).astype("str")
        classes = classes.where(areas["rate"].isna(), steps)
    elif (areas["asks"] > 0).any():
        lines = [KeyLine(_ASKED, "asked")]
    asked = areas[areas["asks"] > 0]
    said = {code: words.ward_label(row, protected=found.protected) for code, row in rows(asked)}
    labels = [said.get(str(code), words.NOBODY_ASKED) for code in areas.index]
    return Shading(
        palette="sequential",
        classes=classes.astype("str"),
        labels=pd.Series(labels, index=areas.index, dtype="str"),
        key=(*lines, KeyLine(NO_DATA, words.NOBODY_ASKED)),
        rare=pd.Series(Rare.NO.value, index=areas.index),
    )
