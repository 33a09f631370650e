"""The spine of a profile as a table: each line has its own scale, in the reader's unit, and is drawn with its words.

A strip is an SVG in lengths of per cent, so that it fills its column on a screen, on a phone and on paper.
"""

from __future__ import annotations

import html
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from jsna.figures.tables import compared, standing_cell
from jsna.model.area import Level
from jsna.model.comparison import ABOVE, BELOW, Verdict
from jsna.model.profile import ProfileRow, SpineLine
from jsna.words.numbers import counted, figure
from jsna.words.plain import Link

#: How far the ends of a strip lie beyond what is on it, as a share of its length.
_AIR = 0.06
_HEIGHT = 34
#: Marks of the larger areas: their words, their shape and how far down they stand, so that none lies on another.
MARKS = {
    Level.DISTRICT: ("District", "◆", 9),
    Level.COUNTY: ("County", "■", 32),
    Level.REGION: ("Region", "▲", 21),
}
#: The middle of an own dot.
_MIDDLE = 17


class Order(StrEnum):
    """How the lines are sorted."""

    TOPIC = "topic"
    DIFFERENCE = "difference"
    PEOPLE = "people"


ORDERS = {
    Order.TOPIC: "by topic",
    Order.DIFFERENCE: "furthest from most areas first",
    Order.PEOPLE: "most people first",
}


def in_order(lines: Sequence[SpineLine], order: Order) -> list[SpineLine]:
    """Return the lines sorted; those without the figure that decides come last."""
    if order is Order.TOPIC:
        return list(lines)

    def far(line: SpineLine) -> float:
        own = line.row.figure
        size = own.extra if order is Order.PEOPLE else own.standing - 0.5
        return math.inf if math.isnan(size) else -abs(size)

    return sorted(lines, key=far)


def spine_html(
    lines: Sequence[SpineLine], addresses: Mapping[tuple[str, str], str], titles: Mapping[str, str], caption: str
) -> str:
    """Return the spine: name and figure, the strip, and how the figure compares.

    Args:
        lines: in the order to show.
        addresses: of the map of each indicator's group, by slug and group.
        titles: of each line's topic, by characteristic; a heading stands where it changes. Empty for no headings.
        caption: what the table is, in a few words.
    """
    drawn, topic = [], ""
    for line in lines:
        title = titles.get(line.row.indicator.characteristic.value, "")
        if title != topic:
            topic = title
            drawn.append(f'<tr><th colspan="3" scope="colgroup" class="jsna-topic">{html.escape(topic)}</th></tr>')
        drawn.append(_line(line, addresses[line.row.indicator.slug, line.row.group_code]))
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("Figure", "In England", "Compared"))
    return (
        f'<table class="jsna-spine"><caption>{html.escape(caption)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{''.join(drawn)}</tbody></table>"
    )


def spine_table(lines: Sequence[SpineLine], addresses: Mapping[tuple[str, str], str]) -> pd.DataFrame:
    """Return the same as words: the figure, the spread of England's areas, and each larger area's figure.

    Args:
        lines: in the order to show.
        addresses: as in :func:`spine_html`.
    """
    return pd.DataFrame([_words(line, addresses[line.row.indicator.slug, line.row.group_code]) for line in lines])


def key_html(name: str, level: Level, around: Mapping[Level, str]) -> str:
    """Return what the marks of a strip mean.

    Args:
        name: the profile's area.
        level: of that area.
        around: names of the larger areas that it lies in, by level.
    """
    entries = [(_own(50, Verdict.ABOUT_THE_SAME, 8), html.escape(name))]
    entries += [
        (_mark(50, MARKS[parent][1], 14), html.escape(own)) for parent, own in around.items() if parent in MARKS
    ]
    entries += [
        (_england(50, 16), "England"),
        (_bar("jsna-half", 8), f"the middle half of England’s {level.plural}"),
        (_bar("jsna-most", 4), "9 in 10 of them"),
    ]
    drawn = "".join(
        f'<li><svg aria-hidden="true" width="18" height="16">{shape}</svg> {words}</li>' for shape, words in entries
    )
    return f'<ul class="jsna-spine-key">{drawn}</ul>'


@dataclass(frozen=True)
class _Scale:
    """The scale of one strip, from the lowest to the highest figure on it."""

    low: float
    high: float

    @classmethod
    def of(cls, line: SpineLine) -> _Scale:
        own, spread = line.row, line.spread
        figures = [own.figure.value, *own.parents.values(), *((spread.low, spread.high) if spread else ())]
        known = [value for value in figures if not math.isnan(value)] or [0.0]
        return cls(min(known), max(known))

    def at(self, value: float) -> float:
        """Where a value lies, in per cent of the strip's length, with some air at either end."""
        length = (self.high - self.low) or abs(self.high) or 1.0
        return 100 * (_AIR + (1 - 2 * _AIR) * (value - self.low) / length)


def _line(line: SpineLine, address: str) -> str:
    row = line.row
    said = html.escape(counted(row.figure, row.indicator) if row.figure.counted else row.figure.reason)
    whose = "" if row.is_own else f'<span class="jsna-whose">{html.escape(row.figure.name)} (its {row.level})</span>'
    return (
        f'<tr><th scope="row">{Link(_name(row), address).html}<span>{said}</span>{whose}</th>'
        f"<td>{_strip(line)}</td><td>{html.escape(str(row.figure.verdict))}</td></tr>"
    )


def _strip(line: SpineLine) -> str:
    row, spread, scale = line.row, line.spread, _Scale.of(line)
    shapes = []
    if spread is not None:
        shapes.append(_band("jsna-most", scale, spread.low, spread.high, 8))
        shapes.append(_band("jsna-half", scale, spread.lower, spread.upper, 14))
    larger = {level: scale.at(value) for level, value in row.parents.items() if not math.isnan(value)}
    larger.pop(row.level, None)
    if Level.ENGLAND in larger:
        shapes.append(_england(larger[Level.ENGLAND], _HEIGHT))
    shapes += [_mark(larger[level], shape, down) for level, (_, shape, down) in MARKS.items() if level in larger]
    if row.figure.known:
        shapes.append(_own(scale.at(row.figure.value), row.figure.verdict, _MIDDLE))
    left, right = (html.escape(figure(end, row.indicator)) for end in (scale.low, scale.high))
    return (
        f'<span class="jsna-strip"><span>{left}</span>'
        f'<svg aria-hidden="true" width="100%" height="{_HEIGHT}">{"".join(shapes)}</svg><span>{right}</span></span>'
    )


def _bar(look: str, height: int) -> str:
    return f'<rect class="{look}" x="0" y="{8 - height // 2}" width="100%" height="{height}"/>'


def _band(look: str, scale: _Scale, start: float, end: float, height: int) -> str:
    left, right = scale.at(start), scale.at(end)
    return (
        f'<rect class="{look}" x="{left:.2f}%" y="{_MIDDLE - height / 2:g}" width="{right - left:.2f}%" '
        f'height="{height}"/>'
    )


def _own(at: float, verdict: Verdict, down: int) -> str:
    look = "lower" if verdict in BELOW else "higher" if verdict in ABOVE else "same"
    return f'<circle class="jsna-own jsna-{look}" cx="{at:.2f}%" cy="{down}" r="6.5"/>'


def _mark(at: float, shape: str, down: int) -> str:
    return f'<text class="jsna-mark" x="{at:.2f}%" y="{down}" text-anchor="middle">{shape}</text>'


def _england(at: float, height: int) -> str:
    return f'<line class="jsna-england" x1="{at:.2f}%" x2="{at:.2f}%" y1="0" y2="{height}"/>'


def _name(row: ProfileRow) -> str:
    return row.group.label


def _words(line: SpineLine, address: str) -> dict[str, object]:
    row, spread = line.row, line.spread
    ends = (
        ("–", "–")
        if spread is None
        else tuple(
            f"{figure(low, row.indicator)} to {figure(high, row.indicator)}"
            for low, high in ((spread.lower, spread.upper), (spread.low, spread.high))
        )
    )
    parents = {
        level: "–" if math.isnan(value) else figure(value, row.indicator) for level, value in row.parents.items()
    }
    return {
        "Figure": Link(_name(row), address),
        "Number and share": counted(row.figure, row.indicator) if row.figure.counted else row.figure.reason,
        "Compared": compared(row.figure, row.indicator),
        "Among England’s areas": standing_cell(row.figure, row.level),
        "Middle half": ends[0],
        "9 in 10": ends[1],
        **{MARKS[level][0]: parents.get(level, "–") for level in MARKS},
        "England": parents.get(Level.ENGLAND, "–"),
    }
