"""What is sent to the map's script with every change: each area's class and line of text, the key, the picked area."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import numpy as np
import pandas as pd

from jsna.errors import CatalogueError
from jsna.figures import theme
from jsna.figures.packing import DIGITS, pack, written
from jsna.model.services import Form
from jsna.model.shading import NO_DATA, Shading

#: Escapes for characters that folium's templates or a parser could read as anything but text.
_ESCAPES = str.maketrans({character: f"\\u{ord(character):04x}" for character in "{}_<>&$`'\u2028\u2029"})
#: The meaning of an area's sign at either end.
RARE = {"low": "among the 25 in 1,000 lowest", "high": "among the 25 in 1,000 highest"}
#: The largest circle's level: it fits in two digits on either side of zero.
CIRCLE_STEPS = (len(DIGITS) ** 2 - 1) // 2

Shapes = Literal["ground", "tiles"]


class Point(NamedTuple):
    """A point over the areas, in degrees, and what it is."""

    latitude: float
    longitude: float
    words: str


class Layer(NamedTuple):
    """The points of one list, the shape that marks them, and what the key says of it."""

    form: Form
    words: str
    points: tuple[Point, ...]


class PackedShading(NamedTuple):
    """A shading packed for the areas of one geometry, as JSON."""

    fields: str


@dataclass(frozen=True)
class Picture:
    """What a map shows.

    Attributes:
        shading: classes, labels, key, rare areas and circles; areas without a class are painted as missing a figure.
            Or all of that packed already, which takes most of the time.
        alt: what the map shows, in a sentence.
        name: what the map is, in a few words: screen readers read it on entering the map, and ``alt`` inside it.
        selected: code of the area to outline and to zoom to, or None.
        shapes: true shapes, or tiles of equal size if the geometry has them.
        layers: lists of points over the areas.
    """

    shading: Shading | PackedShading
    alt: str
    name: str = "Map of areas"
    selected: str | None = None
    shapes: Shapes = "ground"
    layers: tuple[Layer, ...] = ()


def painting(picture: Picture, codes: Sequence[str]) -> str:
    """Return the arguments of ``jsnaAreas.paint``: names and values as JSON, safe within a script.

    Args:
        picture: what the map shows.
        codes: the geometry's area codes, in its order.

    Raises:
        CatalogueError: a shaded area does not have a boundary; the message names it.
    """
    shading = picture.shading if isinstance(picture.shading, PackedShading) else packed(picture.shading, codes)
    fields = {
        "selected": _position(picture.selected, codes),
        "shapes": picture.shapes,
        "marks": [[form, words, [list(point) for point in points]] for form, words, points in picture.layers],
        "alt": picture.alt,
        "name": picture.name,
    }
    return f"{shading.fields[:-1]},{safe(list(fields.items()))[1:]}"


def packed(shading: Shading, codes: Sequence[str]) -> PackedShading:
    """Return a shading as it is sent; it is the same whatever is picked and whatever is written beside the map.

    Args:
        shading: what the areas show.
        codes: the geometry's area codes, in its order.

    Raises:
        CatalogueError: a shaded area does not have a boundary; the message names it.
    """
    index = pd.Index(codes)
    lost = shading.classes.index.difference(index)
    if len(lost):
        message = f"There is a figure but no boundary for {', '.join(lost)}."
        raise CatalogueError(message)
    classes = shading.classes.reindex(index, fill_value=NO_DATA)
    lines = pack(shading.labels.reindex(index, fill_value="no figure"))
    rare = _rare(shading.rare.reindex(index, fill_value=""))
    fields = {
        "classes": "".join(classes.to_numpy(dtype=object)),
        "looks": [_look(shading, code) for code in _codes(shading, classes)],
        "key": [(line.code, line.words, line.baseline) for line in shading.key],
        "sentences": lines.sentences,
        "width": lines.width,
        "digits": lines.digits,
        "rare": rare,
        "rareWords": [(end, RARE[end]) for end, _ in rare],
        "circles": None if shading.circles is None else _circles(shading.circles.reindex(index)),
    }
    return PackedShading(safe(list(fields.items())))


def _position(code: str | None, codes: Sequence[str]) -> int:
    try:
        return -1 if code is None else codes.index(code)
    except ValueError:
        return -1


def _codes(shading: Shading, classes: pd.Series[str]) -> list[str]:
    return sorted({*classes.unique(), *(line.code for line in shading.key)})


def _look(shading: Shading, code: str) -> tuple[str, str, str]:
    """Return the code, colour and pattern of a class; beneath circles only states are distinguished."""
    if shading.circles is not None and code not in theme.STATES:
        return code, theme.LAND, ""
    return (code, *theme.swatch(shading.palette, code))


def _rare(ends: pd.Series[str]) -> list[tuple[str, list[int]]]:
    """Return the positions of the rare areas at each end that has any, each as the step from the previous one."""
    found = [(end, np.flatnonzero(ends.eq(end).to_numpy(dtype=bool))) for end in RARE]
    return [(end, np.diff(positions, prepend=0).tolist()) for end, positions in found if len(positions)]


def _circles(extra: pd.Series[float]) -> list[tuple[str, Any]]:
    """Return the circles' radii as packed levels on either side of zero, and the value of the largest."""
    numbers = extra.to_numpy(dtype=float, na_value=0.0)
    largest = max(float(np.abs(numbers).max(initial=0)), 1.0)
    levels = np.rint(np.sign(numbers) * np.sqrt(np.abs(numbers) / largest) * CIRCLE_STEPS).astype(np.int64)
    both = np.stack(np.divmod(levels + CIRCLE_STEPS, len(DIGITS)), axis=1)
    colours = (theme.DIVERGING[3], theme.DIVERGING[4], theme.DIVERGING[0])
    return [("packed", written(both.ravel())), ("steps", CIRCLE_STEPS), ("largest", largest), ("colours", colours)]


def safe(content: Any) -> str:
    """Return JSON of arrays, strings and numbers; braces occur only within strings and are escaped."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
