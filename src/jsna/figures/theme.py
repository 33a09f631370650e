"""Colours, patterns, the key and the look of charts: what each class looks like, and the matching words.

Red and green are never combined. Blue and orange are distinguishable with every kind of colour-blindness, and the steps
of each ramp in grey. The five colours of the difference have a contrast of at least 3 to 1 on a dark background; on a
light one the three pale ones have an outline. States are patterns, never only a colour.
"""

from __future__ import annotations

from typing import Any, Literal

from jsna.model.shading import NO_DATA, NOT_COMPARABLE, TOO_FEW, USUAL, WITHHELD

INK, PAPER, PRIMARY, QUIET, GRID = "#0b0c0c", "#ffffff", "#1d70b8", "#505a5f", "#d8dadb"

#: Much lower, lower, about the same, higher, much higher. Blue is lower, orange is higher; neither is better.
DIVERGING = ("#1a62b0", "#8ebdea", "#dcd8cc", "#f5ab5e", "#a34900")
#: Figures and ratios: a single hue, neither blue nor orange.
SEQUENTIAL = ("#f3f0b5", "#b9cf6a", "#7aa84a", "#3f7a3b", "#153f1f")
#: The surroundings of the areas, and the areas beneath circles.
SEA, LAND = "#eef4f9", "#f7f5f0"

#: The letters of charts: those of the pages. Pixels.
FONT, LETTERS, SMALL_LETTERS = '"Source Sans", "Source Sans Pro", Arial, sans-serif', 15, 13

Pattern = Literal["", "dots", "cross", "dashed", "hatch"]
STATES: dict[str, tuple[str, Pattern]] = {
    TOO_FEW: ("#ececea", "dots"),
    WITHHELD: ("#b9bcbd", "cross"),
    NO_DATA: (PAPER, "dashed"),
    NOT_COMPARABLE: ("#ececea", "hatch"),
}

#: How each pattern is drawn in the key; the map draws the same on its canvas.
_BACKGROUNDS: dict[Pattern, str] = {
    "": "none",
    "dots": f"radial-gradient({QUIET} 1px, transparent 1.4px)",
    "cross": f"repeating-linear-gradient(45deg, {QUIET} 0 1px, transparent 1px 5px),"
    f"repeating-linear-gradient(-45deg, {QUIET} 0 1px, transparent 1px 5px)",
    "dashed": "none",
    "hatch": f"repeating-linear-gradient(135deg, {INK} 0 1px, transparent 1px 5px)",
}


def swatch(palette: Literal["diverging", "sequential"], code: str) -> tuple[str, Pattern]:
    """Return the colour and pattern of a class.

    Args:
        palette: which ramp the digits refer to.
        code: a class code of ``jsna.model.shading``.
    """
    if code in STATES:
        return STATES[code]
    if code == USUAL:
        return LAND, ""
    return (DIVERGING if palette == "diverging" else SEQUENTIAL)[int(code)], ""


def swatch_html(colour: str, pattern: Pattern) -> str:
    """Return a square with a class's look, which it keeps if the reader's system forces its own colours."""
    border = "dashed" if pattern == "dashed" else "solid"
    size = "5px 5px" if pattern == "dots" else "auto"
    style = (
        "display:inline-block;width:1.4em;height:1em;margin-right:0.4em;vertical-align:-0.1em;forced-color-adjust:none;"
        f"border:1px {border} {INK};background-color:{colour};"
        f"background-image:{_BACKGROUNDS[pattern]};background-size:{size}"
    )
    return f'<span aria-hidden="true" style="{style}"></span>'


def layout(height: int, xaxis: dict[str, Any], yaxis: dict[str, Any], **own: object) -> dict[str, Any]:
    """Return the layout of a Plotly chart in the look that all charts share: one font, a quiet grid, nothing to drag.

    Args:
        height: of the whole chart, in pixels.
        xaxis: what is particular to this chart's horizontal axis.
        yaxis: and to its vertical one.
        own: everything else that is particular to it, such as its margins.
    """
    axis = {"gridcolor": GRID, "zeroline": False, "fixedrange": True, "automargin": True}
    look = {
        "template": None,
        "height": height,
        "font": {"family": FONT, "color": INK, "size": LETTERS},
        "hoverlabel": {"font": {"family": FONT, "size": LETTERS}},
        "showlegend": False,
        "dragmode": False,
    }
    return look | {"xaxis": axis | xaxis, "yaxis": axis | yaxis} | own
