"""Read GeoJSON with json and shapely only, which do not open files, follow links or read other formats.

It runs in a process of its own (``apart.py``): whether a shape is valid can take the library of shapes any time.
"""

from __future__ import annotations

import json
import math
from typing import Any

import shapely
from shapely.geometry import shape

from jsna.errors import Finding
from jsna.files.limits import UPLOAD
from jsna.files.lines import Line
from jsna.files.notes import Notes

#: Degrees: bounding box of England, with some sea.
WEST, SOUTH, EAST, NORTH = -7.0, 49.5, 2.5, 56.0
DEEPEST = 20
MOST_VERTICES = 500_000
_KINDS = ("Point", "Polygon", "MultiPolygon")
_COLLECTION = "a FeatureCollection of points or polygons in longitude and latitude (WGS 84)"
_WGS84 = ("CRS84", "EPSG::4326", "EPSG:4326")


def read(content: bytes, notes: Notes) -> tuple[list[Line], dict[int, str]]:
    """Return the properties as rows, headings first, and the shape of each feature by its row (from 2).

    A shape is well-known binary, written in hexadecimal.

    Raises:
        Findings: it is not GeoJSON, is nested too deeply, too large, in another coordinate system, or holds a shape
            that crosses itself or is outside England.
    """
    collection = _collection(content, notes)
    _refuse_system(collection, notes)
    features = collection["features"]
    if len(features) > UPLOAD.rows:
        problem = f"{len(features):,} features"
        raise notes.refuse(problem, f"at most {UPLOAD.rows:,}")
    geometries = {row: _geometry(feature, row, notes) for row, feature in enumerate(features, start=2)}
    if sum(shapely.get_num_coordinates(geometry) for geometry in geometries.values()) > MOST_VERTICES:
        raise notes.refuse("the shapes have too many corners", f"at most {MOST_VERTICES:,}: simplify them")
    return _properties(features, notes), {row: shapely.to_wkb(shape, hex=True) for row, shape in geometries.items()}


def _collection(content: bytes, notes: Notes) -> dict[str, Any]:
    try:
        text = content.decode("utf-8-sig")
        _refuse_depth(text, notes)
        read = json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_once)
    except UnicodeDecodeError as error:
        raise notes.refuse("the text is not UTF-8", "GeoJSON in UTF-8") from error
    except RecursionError as error:
        raise notes.refuse("the JSON is nested too deeply", _COLLECTION) from error
    except ValueError as error:
        raise notes.refuse(f"not JSON: {error}"[:200], _COLLECTION) from error
    features = read.get("features") if isinstance(read, dict) else None
    if not isinstance(features, list) or read.get("type") != "FeatureCollection" or not features:
        raise notes.refuse("not a FeatureCollection with features", _COLLECTION)
    if not all(isinstance(feature, dict) for feature in features):
        raise notes.refuse("a feature is not an object", _COLLECTION)
    return dict(read)


def _refuse_depth(text: str, notes: Notes) -> None:
    """Refuse deep nesting: the JSON parser recurses for each bracket, and a million would crash it on some systems."""
    depth, quoted, escaped = 0, False, False
    for mark in text:
        if quoted:
            escaped, quoted = mark == "\\" and not escaped, mark != '"' or escaped
        elif mark == '"':
            quoted = True
        elif mark in "[{":
            depth += 1
            if depth > DEEPEST:
                raise notes.refuse("the JSON is nested too deeply", _COLLECTION)
        elif mark in "]}":
            depth -= 1


def _refuse_constant(word: str) -> float:
    problem = f"{word} is not a number"
    raise ValueError(problem)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name is there twice in one object")
    return found


def _refuse_system(collection: dict[str, Any], notes: Notes) -> None:
    said = collection.get("crs")
    if said is not None and not json.dumps(said).replace('"', "").rstrip("}").endswith(_WGS84):
        problem = "the coordinates are in another system than longitude and latitude"
        raise notes.refuse(problem, _COLLECTION, value=json.dumps(said))


def _geometry(feature: dict[str, Any], row: int, notes: Notes) -> Any:
    given = feature.get("geometry")
    kind = given.get("type") if isinstance(given, dict) else None
    if kind not in _KINDS:
        raise notes.refuse("a feature without a point or polygon", ", ".join(_KINDS), row=row, value=str(kind))
    try:
        geometry = shape(given)
        corners = shapely.get_coordinates(geometry).ravel().tolist()
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, shapely.errors.ShapelyError) as error:
        raise notes.refuse("coordinates that make no shape", _COLLECTION, row=row) from error
    if not corners or not all(map(math.isfinite, corners)):
        raise notes.refuse("coordinates that are no place", "finite numbers", row=row)
    _refuse_elsewhere(geometry, row, notes)
    if not shapely.is_valid(geometry):
        problem = "the shape crosses or touches itself"
        raise notes.refuse(problem, "a valid polygon", row=row, value=shapely.is_valid_reason(geometry))
    return geometry


def _refuse_elsewhere(geometry: Any, row: int, notes: Notes) -> None:
    west, south, east, north = geometry.bounds
    if west >= WEST and east <= EAST and south >= SOUTH and north <= NORTH:
        return
    problem = "the shape lies outside England"
    if max(abs(west), abs(south), abs(east), abs(north)) > 360:
        problem = "the coordinates are metres (British National Grid), not degrees"
    elif west >= SOUTH and east <= NORTH and south >= WEST and north <= EAST:
        problem = "latitude comes before longitude"
    raise notes.refuse(problem, _COLLECTION, row=row, value=f"{west:g}, {south:g}")


def _properties(features: list[dict[str, Any]], notes: Notes) -> list[Line]:
    headings: dict[str, None] = {}
    for row, feature in enumerate(features, start=2):
        properties = feature.get("properties") or {}
        if not isinstance(properties, dict):
            raise notes.refuse("the properties are not an object", "names and values", row=row)
        for name, value in properties.items():
            _refuse_value(name, value, row, notes)
        headings |= dict.fromkeys(properties)
    if len(headings) > UPLOAD.columns:
        problem = f"{len(headings):,} properties"
        raise notes.refuse(problem, f"at most {UPLOAD.columns}")
    rows = [
        Line(row, [_text((feature.get("properties") or {}).get(name)) for name in headings])
        for row, feature in enumerate(features, start=2)
    ]
    return [Line(1, list(headings)), *rows]


def _refuse_value(name: str, value: Any, row: int, notes: Notes) -> None:
    if isinstance(value, dict | list):
        found = Finding(notes.name, "a list or object as a property", "text or a number", row, name)
        raise notes.refuse(found.problem, found.accepted, row, name, json.dumps(value))
    if isinstance(value, str) and len(value) > UPLOAD.field:
        raise notes.refuse("a property is too long", f"at most {UPLOAD.field:,} characters", row, name, value)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
