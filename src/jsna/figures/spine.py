"""The spine of a profile as a table: each line has its own scale, in the reader's unit, and is drawn with its words.

A strip is made of spans in lengths of per cent, so that it fills its column on a screen, on a phone and on paper.
"""

from __future__ import annotations

import html
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

import pandas as pd

from jsna.figures.tables import compared, standing_cell
from jsna.model.area import Level
from jsna.model.comparison import ABOVE, BELOW, LIKE_IT, Verdict
from jsna.model.neighbourhoods import Among
from jsna.model.profile import ProfileRow, SpineLine
from jsna.words.alike import counts_of_ten
from jsna.words.neighbourhoods import ends
from jsna.words.numbers import counted, figure
from jsna.words.plain import Link

#: How far the ends of a strip lie beyond what is on it, as a share of its length.
_AIR = 0.06
_HEADS = ("Figure", "Number and share", "In England", "Compared")
#: Marks of the larger areas: their words and their shape; each stands at its own height, so that none lies on another.
MARKS = {Level.DISTRICT: ("District", "◆"), Level.COUNTY: ("County", "■"), Level.REGION: ("Region", "▲")}

#: The mark of ten wards like a ward: a dotted line, as high as England's.
_TEN = '<span class="jsna-strip-mark jsna-ten" style="left:{:.1f}%"></span>'


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
        titles: of each line's topic, by characteristic; each stands before its lines. Empty for none.
        caption: what the table is, in a few words.
    """
    drawn = []
    for title, own in groupby(lines, lambda line: titles.get(line.row.indicator.characteristic.value, "")):
        shown = [_line(line, addresses[line.row.indicator.slug, line.row.group_code], title) for line in own]
        if title:
            shown[0] = (
                f'<th scope="rowgroup" rowspan="{len(shown)}" class="jsna-topic">{html.escape(title)}</th>{shown[0]}'
            )
        drawn.append(f"<tbody>{''.join(f'<tr>{row}</tr>' for row in shown)}</tbody>")
    names = ("Topic", *_HEADS) if titles else _HEADS
    heads = "".join(f'<th scope="col">{head}</th>' for head in names)
    return (
        f'<table class="jsna-spine"><caption>{html.escape(caption)}</caption>'
        f"<thead><tr>{heads}</tr></thead>{''.join(drawn)}</table>"
    )


def spine_table(
    lines: Sequence[SpineLine],
    addresses: Mapping[tuple[str, str], str],
    ranges: Mapping[tuple[str, str], Among] | None = None,
) -> pd.DataFrame:
    """Return the same as words: the figure, the spread of England's areas, and each larger area's figure.

    Args:
        lines: in the order to show.
        addresses: as in :func:`spine_html`.
        ranges: how far figures range among a ward's neighbourhoods, by the same keys; a column, if there are any.
    """
    table = pd.DataFrame([_words(line, addresses[line.row.indicator.slug, line.row.group_code]) for line in lines])
    if ranges:
        keys = [(line.row.indicator.slug, line.row.group_code) for line in lines]
        among = [
            ends(ranges[key], line.row.indicator) if key in ranges else "–"
            for key, line in zip(keys, lines, strict=True)
        ]
        table.insert(list(table.columns).index("Compared"), "Among its neighbourhoods", among)
    if any(_of_ten(line.row) for line in lines):
        said = [counts_of_ten(line.row.figure, line.row.indicator) or "–" for line in lines]
        table.insert(list(table.columns).index("Compared") + 1, LIKE_IT.capitalize(), said)
    return table


def beside_together(
    lines: Sequence[SpineLine], together: Sequence[ProfileRow], name: str, of_them: str
) -> pd.DataFrame:
    """Return the main figures of an area as words, beside those of several wards added up, and England's.

    Args:
        lines: of the area.
        together: the whole profile of the several wards.
        name: the area's.
        of_them: what the several wards are called.
    """
    found = {(row.indicator.slug, row.group_code): row.figure for row in together}
    rows = []
    for line in lines:
        row = line.row
        other = found[row.indicator.slug, row.group_code]
        if not row.is_own or not other.known:
            continue
        rows.append(
            {
                "Figure": _name(line),
                name: counted(row.figure, row.indicator),
                of_them[:1].upper() + of_them[1:]: counted(other, row.indicator),
                "England": figure(row.parents[Level.ENGLAND], row.indicator),
            }
        )
    return pd.DataFrame(rows)


def key_html(name: str, level: Level, around: Mapping[Level, str], lines: Sequence[SpineLine]) -> str:
    """Return what the marks of a strip mean.

    Args:
        name: the profile's area.
        level: of that area.
        around: names of the larger areas that it lies in, by level.
        lines: of the spine; where a ward is compared with wards like it, these have a mark too.
    """
    here = _Scale(0, 1)
    entries = [(_own(50, Verdict.ABOUT_THE_SAME), name)]
    entries += [(_mark(50, parent), own) for parent, own in around.items() if parent in MARKS]
    entries += [
        (_mark(50, Level.ENGLAND), "England"),
        *([(_TEN.format(50), LIKE_IT)] if any(_of_ten(line.row) for line in lines) else []),
        (_band("half", here, 0, 1), f"the middle half of England’s {level.together}"),
        (_band("most", here, 0, 1), "9 in 10 of them"),
    ]
    drawn = "".join(f"<li>{_drawn(shape)} {html.escape(words)}</li>" for shape, words in entries)
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
        figures += [own.figure.baseline] if _of_ten(own) else []
        known = [value for value in figures if not math.isnan(value)] or [0.0]
        return cls(min(known), max(known))

    def at(self, value: float) -> float:
        """Where a value lies, in per cent of the strip's length, with some air at either end."""
        length = (self.high - self.low) or abs(self.high) or 1.0
        return 100 * (_AIR + (1 - 2 * _AIR) * (value - self.low) / length)


def _line(line: SpineLine, address: str, title: str) -> str:
    row = line.row
    said = html.escape(counted(row.figure, row.indicator) if row.figure.counted else row.figure.reason)
    whose = "" if row.is_own else f'<span class="jsna-whose">{html.escape(row.figure.name)} (its {row.level})</span>'
    name = row.group.label if line.topic == title else _name(line)
    cells = (said, _strip(line), html.escape(str(row.figure.verdict)))
    # On a phone, where the headings are not seen, each cell has its own.
    drawn = "".join(f'<td data-label="{head}">{cell}</td>' for head, cell in zip(_HEADS[1:], cells, strict=True))
    return f'<th scope="row">{Link(name, address).html}{whose}</th>{drawn}'


def _strip(line: SpineLine) -> str:
    row, spread, scale = line.row, line.spread, _Scale.of(line)
    shapes = []
    if spread is not None:
        shapes.append(_band("most", scale, spread.low, spread.high))
        shapes.append(_band("half", scale, spread.lower, spread.upper))
    larger = {level: value for level, value in row.parents.items() if level is not row.level}
    shapes += [_mark(scale.at(value), level) for level, value in larger.items() if not math.isnan(value)]
    if _of_ten(row):
        shapes.append(_TEN.format(scale.at(row.figure.baseline)))
    if row.figure.known:
        shapes.append(_own(scale.at(row.figure.value), row.figure.verdict))
    left, right = (figure(end, row.indicator) for end in (scale.low, scale.high))
    return f'<span class="jsna-strip">{_end(left)}{_drawn("".join(shapes))}{_end(right)}</span>'


def _end(words: str) -> str:
    return f'<span class="jsna-end">{html.escape(words)}</span>'


def _drawn(shapes: str) -> str:
    return f'<span class="jsna-strip-line" aria-hidden="true">{shapes}</span>'


def _band(what: str, scale: _Scale, start: float, end: float) -> str:
    left, right = scale.at(start), scale.at(end)
    return f'<span class="jsna-{what}" style="left:{left:.1f}%;width:{right - left:.1f}%"></span>'


def _own(at: float, verdict: Verdict) -> str:
    look = "lower" if verdict in BELOW else "higher" if verdict in ABOVE else "same"
    return f'<span class="jsna-own jsna-{look}" style="left:{at:.1f}%"></span>'


def _mark(at: float, level: Level) -> str:
    shape = MARKS[level][1] if level in MARKS else ""
    return f'<span class="jsna-strip-mark jsna-{level.value}" style="left:{at:.1f}%">{shape}</span>'


def _of_ten(row: ProfileRow) -> bool:
    """Return whether a figure is compared with that of ten wards like its ward."""
    return row.figure.baseline_name == LIKE_IT and not math.isnan(row.figure.baseline)


def _name(line: SpineLine) -> str:
    label = line.row.group.label
    return label if label == line.topic else f"{line.topic}: {label}"


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
        "Figure": Link(_name(line), address),
        "Number and share": counted(row.figure, row.indicator) if row.figure.counted else row.figure.reason,
        "Compared": compared(row.figure, row.indicator),
        "Among England’s areas": standing_cell(row.figure, row.level),
        "Middle half": ends[0],
        "9 in 10": ends[1],
        **{MARKS[level][0]: parents.get(level, "–") for level in MARKS},
        "England": parents.get(Level.ENGLAND, "–"),
    }
