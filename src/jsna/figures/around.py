"""An area's share beside those of the larger areas that it lies in: bars on an axis of their own, drawn as a table."""

from __future__ import annotations

import html
import math
from collections.abc import Sequence

from jsna.figures import theme
from jsna.figures.bars import piece
from jsna.model.area import Level
from jsna.model.around import FigureAround
from jsna.model.indicator import Indicator
from jsna.words.numbers import count, percent

#: The axis ends at a multiple of this share.
STEP = 0.1


def around_html(figures: Sequence[FigureAround], indicator: Indicator) -> str:
    """Return the bars, the own area's first and filled; a dashed line through all of them is England's share.

    Args:
        figures: from ``jsna.analysis.around``; at least one.
        indicator: what they are.
    """
    ends = [each.value if math.isnan(each.upper) else each.upper for each in figures]
    top = min(STEP * math.ceil(max(ends) / STEP + 1e-9), 1.0)
    england = next((each.value for each in figures if each.level is Level.ENGLAND), math.nan)
    rows = "".join(_row(each, indicator, top, england, own=each is figures[0]) for each in figures)
    unit = html.escape(indicator.unit)
    axis = f'<span class="jsna-around-axis"><span>0%</span><span>{percent(top, 0)}</span></span>'
    heads = f'<th scope="col">Number of {unit}</th><th aria-hidden="true">{axis}</th><th scope="col">Share</th>'
    caption = "Dashed line: England. Thin lines: 95% interval (natural variation)."
    return (
        f'<table class="jsna-bars jsna-around"><caption>{caption}</caption><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _row(each: FigureAround, indicator: Indicator, top: float, england: float, *, own: bool) -> str:
    name = f"<strong>{html.escape(each.name)}</strong>" if own else html.escape(each.name)
    counted = f'<span class="jsna-around-count">{count(each.numerator)} of {count(each.denominator)}</span>'
    colour = theme.PRIMARY if own else theme.GRID
    pieces = [piece("jsna-bar", 0, 100 * each.value / top, f"background-color:{colour}")]
    if not math.isnan(each.lower):
        pieces.append(piece("jsna-whisker", 100 * each.lower / top, 100 * (each.upper - each.lower) / top))
    if not math.isnan(england):
        pieces.append(piece("jsna-baseline", 100 * england / top, 0))
    drawn = f'<td aria-hidden="true"><span class="jsna-bar-ground">{"".join(pieces)}</span></td>'
    share = html.escape(percent(each.value, indicator.decimals))
    return f'<tr><th scope="row">{name}{counted}</th>{drawn}<td>{share}</td></tr>'
