"""Colours, patterns and the key: what each class looks like, and the words that say the same.

No red beside green anywhere. Blue and orange stay apart in every kind of colour-blindness, and the steps of each ramp
in grey. States are patterns, never only a colour.
"""

from __future__ import annotations

import html
from typing import Literal, NamedTuple

import pandas as pd

from jsna.model.shading import NO_DATA, NOT_COMPARABLE, TOO_FEW, WITHHELD, Shading

INK, PAPER, PRIMARY, QUIET, GRID = "#0b0c0c", "#ffffff", "#1d70b8", "#505a5f", "#d8dadb"

#: Blue is lower, orange is higher; neither is better.
DIVERGING = ("#1f4e8c", "#79a9d8", "#f3efe6", "#f3a552", "#9c4300")
SEQUENTIAL = ("#fdfbd4", "#a9dcb8", "#44b1c2", "#2b76b3", "#243088")
#: The background of a map, and the areas beneath circles.
SEA, LAND = "#d7e3ea", "#f3efe6"
LOWER_TINT, HIGHER_TINT = "#cfe1f2", "#fddcb8"

Pattern = Literal["", "dots", "cross", "dashed", "hatch"]
STATES: dict[str, tuple[str, Pattern]] = {
    TOO_FEW: ("#e3e3e0", "dots"),
    WITHHELD: ("#b9bcbd", "cross"),
    NO_DATA: (PAPER, "dashed"),
    NOT_COMPARABLE: (PAPER, "hatch"),
}

#: How each pattern stands in the key; the map draws the same on its canvas.
_BACKGROUNDS: dict[Pattern, str] = {
    "": "none",
    "dots": f"radial-gradient({QUIET} 1px, transparent 1.4px)",
    "cross": f"repeating-linear-gradient(45deg, {QUIET} 0 1px, transparent 1px 5px),"
    f"repeating-linear-gradient(-45deg, {QUIET} 0 1px, transparent 1px 5px)",
    "dashed": "none",
    "hatch": f"repeating-linear-gradient(135deg, {INK} 0 1px, transparent 1px 5px)",
}


class Swatch(NamedTuple):
    """One line of the key."""

    colour: str
    pattern: Pattern
    words: str


def swatch(palette: Literal["diverging", "sequential"], code: str) -> tuple[str, Pattern]:
    """Return colour and pattern of a class.

    Args:
        palette: which ramp the digits stand for.
        code: a class code of ``jsna.model.shading``.
    """
    if code in STATES:
        return STATES[code]
    ramp = DIVERGING if palette == "diverging" else SEQUENTIAL
    return ramp[int(code)], ""


def colours(shading: Shading) -> pd.Series[str]:
    """Return the colour of each area. Index: area code."""
    return shading.classes.map({code: swatch(shading.palette, code)[0] for code in shading.classes.unique()})


def legend(shading: Shading) -> list[Swatch]:
    """Return the key: one swatch with words for each class that can occur, in order."""
    return [Swatch(*swatch(shading.palette, line.code), line.words) for line in shading.key]


def legend_html(shading: Shading) -> str:
    """Return the key as a list in HTML: a swatch that screen readers pass over, and its words."""
    return '<ul aria-label="Key to the map" style="{}">{}</ul>'.format(
        "display:flex;flex-wrap:wrap;gap:0.25rem 1rem;list-style:none;margin:0;padding:0",
        "".join(_line(each) for each in legend(shading)),
    )


def _line(each: Swatch) -> str:
    border = "dashed" if each.pattern == "dashed" else "solid"
    size = "5px 5px" if each.pattern == "dots" else "auto"
    box = (
        "display:inline-block;width:1.4em;height:1em;margin-right:0.4em;vertical-align:-0.1em;"
        f"border:1px {border} {INK};background-color:{each.colour};"
        f"background-image:{_BACKGROUNDS[each.pattern]};background-size:{size}"
    )
    return (
        f'<li style="margin:0;padding:0"><span aria-hidden="true" style="{box}"></span>{html.escape(each.words)}</li>'
    )
