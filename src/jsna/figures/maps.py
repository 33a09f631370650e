"""The map: drawn once from a script that the browser keeps; painted again with one class and one line an area."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any, Literal

import folium
import js_lib_leaflet
import numpy as np
import pandas as pd
from branca.element import MacroElement
from folium.elements import JSCSSMixin
from folium.template import Template

from jsna.errors import CatalogueError
from jsna.figures import theme
from jsna.figures.packing import DIGITS, pack, written
from jsna.model.shading import NO_DATA, Shading
from jsna.settings import TileServer

_HERE = resources.files("jsna.figures")
#: In the order in which they call each other.
_PARTS = (
    "area_words", "area_key", "area_names", "area_shapes", "area_sheet", "area_circles", "area_view", "area_map",
)  # fmt: skip
_LEAFLET = Path(js_lib_leaflet.__file__).with_name("static") / "js_lib_leaflet"
_STYLE = "\n".join(
    [
        (_LEAFLET / "leaflet.css").read_text("utf-8"),
        _HERE.joinpath("area_map.css").read_text("utf-8"),
        f":root {{ --jsna-sea: {theme.SEA}; }}",
    ]
)
_ADD_STYLE = "document.head.append(Object.assign(document.createElement('style'), { textContent: %s }));"
#: One script for everything that the map does, Leaflet and the style included: the frame fetches its files in turn.
SCRIPT = "\n".join(
    [
        _ADD_STYLE % json.dumps(_STYLE),
        (_LEAFLET / "leaflet.js").read_text("utf-8"),
        *(_HERE.joinpath(f"{part}.js").read_text("utf-8") for part in _PARTS),
    ]
).encode()
SCRIPT_NAME = f"area-map.{hashlib.sha256(SCRIPT).hexdigest()[:16]}.js"
#: Names no folium pattern and no parser could take for anything but text.
_ESCAPES = str.maketrans({character: f"\\u{ord(character):04x}" for character in "{}_<>&$`'\u2028\u2029"})
#: What a map is called where nothing more is known of it.
NAME = "Map of areas"
NO_TILES = TileServer()
#: What the sign of an area at either end means.
RARE = {"low": "among the 25 in 1,000 lowest", "high": "among the 25 in 1,000 highest"}
#: The largest circle's level: two digits hold it on either side of zero.
CIRCLE_STEPS = (len(DIGITS) ** 2 - 1) // 2

Bounds = tuple[float, float, float, float]
Shapes = Literal["ground", "tiles"]


@dataclass(frozen=True)
class Sources:
    """Where the map's page fetches its scripts from."""

    script: str
    geometry: str


def served(geometry: str) -> Sources:
    """Return the app's own addresses, as seen from the component's frame.

    Args:
        geometry: name of the geometry script.
    """
    return Sources(script=f"../../assets/{SCRIPT_NAME}", geometry=f"../../maps/{geometry}")


def inlined(geometry: bytes) -> Sources:
    """Return the scripts themselves as addresses: a notebook has no server to fetch them from.

    Args:
        geometry: the geometry script.
    """
    return Sources(script=_script_address(SCRIPT), geometry=_script_address(geometry))


class AreaMap(folium.Map):
    """A Folium map without tiles that needs nothing but Leaflet, and lets its reader enlarge the page."""

    _template = Template("""
        {% macro header(this, kwargs) %}
            <style>
                #{{ this.get_name() }} { position: relative; width: 100%; height: 100%; }
            </style>
        {% endmacro %}
        {% macro html(this, kwargs) %}
            <div class="folium-map" id={{ this.get_name()|tojson }} ></div>
        {% endmacro %}
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = L.map({{ this.get_name()|tojson }}, {
                center: {{ this.location|tojson }}, ...{{ this.options|tojavascript }}
            });
        {% endmacro %}
    """)

    def __init__(self, sources: Sources) -> None:
        self.default_js = [("area_map", sources.script)]
        self.default_css: list[tuple[str, str]] = []
        super().__init__(
            location=[53, -1.5],
            tiles=None,
            zoom_start=6,
            prefer_canvas=True,
            zoom_snap=0.1,
            zoom_control=False,
            max_zoom=15,
        )


class _Areas(JSCSSMixin, MacroElement):
    """The areas of one place: drawn when the map's page opens, and never again."""

    _template = Template("""
        {% macro script(this, kwargs) %}
            // {{ this.geometry }}
            jsnaAreas.draw({{ this._parent.get_name() }}, {{ this.bounds }}, {{ this.tiles }});
        {% endmacro %}
    """)

    def __init__(self, geometry: str, sources: Sources, bounds: Bounds, tiles: TileServer) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Areas"
        self.geometry = geometry
        self.bounds = list(bounds)
        self.tiles = _safe([tiles.address, tiles.credit])
        self.default_js = [("geometry", sources.geometry)]


class _Paint(MacroElement):
    """The figures: what changes with every choice."""

    _template = Template("{% macro script(this, kwargs) %}jsnaAreas.paint({{ this.content }});{% endmacro %}")

    def __init__(self, content: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Paint"
        self.content = content


def base_map(geometry: str, bounds: Bounds, sources: Sources | None = None, tiles: TileServer = NO_TILES) -> AreaMap:
    """Return the map of a place, not yet painted: to be made afresh in every run, for st_folium adds to it.

    Its script is the same as long as the place is, so that the page stands while the figures change.

    Args:
        geometry: name of the geometry script.
        bounds: south, west, north, east, in degrees.
        sources: where the scripts are fetched from; the app's own addresses where not given.
        tiles: a background that the deployment chose; none where not given.
    """
    sources = sources or served(geometry)
    drawn = AreaMap(sources)
    drawn.add_child(_Areas(geometry, sources, bounds, tiles))
    return drawn


def paint(
    shading: Shading,
    codes: Sequence[str],
    selected: str | None,
    alt: str,
    *,
    name: str = NAME,
    shapes: Shapes = "ground",
) -> folium.FeatureGroup:
    """Return what paints the map: one class and one line of words an area, the key, the selected area outlined.

    Args:
        shading: classes, labels, key, rare areas and circles; areas without one are painted as having no figure.
        codes: the geometry's area codes, in its order.
        selected: code of the area to outline and to zoom to, or None.
        alt: what the map shows, in a sentence.
        name: what the map is, in a few words: a screen reader says it on the way in, and the sentence within.
        shapes: the areas as they lie on the ground, or as tiles of one size where the geometry has them.

    Raises:
        CatalogueError: a shaded area has no boundary; the message names it.
    """
    group = folium.FeatureGroup(name="figures")
    group.add_child(_Paint(painting(shading, codes, selected, alt, name=name, shapes=shapes)))
    return group


def painting(
    shading: Shading,
    codes: Sequence[str],
    selected: str | None,
    alt: str,
    *,
    name: str = NAME,
    shapes: Shapes = "ground",
) -> str:
    """Return what ``jsnaAreas.paint`` is called with: names and values as JSON, safe within a script. See ``paint``."""
    places = pd.Index(codes)
    lost = shading.classes.index.difference(places)
    if len(lost):
        message = f"There is a figure but no boundary for {', '.join(lost)}."
        raise CatalogueError(message)
    classes = shading.classes.reindex(places, fill_value=NO_DATA)
    # Taken out at once: one by one, pandas hands over seven thousand texts in the time that all else takes.
    packed = pack(shading.labels.reindex(places, fill_value="no figure").to_numpy(dtype=object).tolist())
    rare = _rare(shading.rare.reindex(places, fill_value=""))
    fields = {
        "classes": "".join(classes.to_numpy(dtype=object)),
        "looks": [_look(shading, code) for code in _codes(shading, classes)],
        "key": [(line.code, line.words, line.baseline) for line in shading.key],
        "sentences": packed.sentences,
        "width": packed.width,
        "digits": packed.digits,
        "rare": rare,
        "rareWords": [(end, RARE[end]) for end, _ in rare],
        "circles": None if shading.circles is None else _circles(shading.circles.reindex(places)),
        "selected": places.get_loc(selected) if selected in places else -1,
        "shapes": shapes,
        "alt": alt,
        "name": name,
    }
    return _safe(list(fields.items()))


def _codes(shading: Shading, classes: pd.Series[str]) -> list[str]:
    return sorted({*classes.unique(), *(line.code for line in shading.key)})


def _look(shading: Shading, code: str) -> tuple[str, str, str]:
    """Return code, colour and pattern of a class; beneath circles only states are told apart."""
    if shading.circles is not None and code not in theme.STATES:
        return code, theme.LAND, ""
    return (code, *theme.swatch(shading.palette, code))


def _rare(ends: pd.Series[str]) -> list[tuple[str, list[int]]]:
    """Return the places of the rare areas at each end that has any, each as steps from the one before."""
    found = [(end, np.flatnonzero(ends.to_numpy() == end)) for end in RARE]
    return [(end, np.diff(places, prepend=0).tolist()) for end, places in found if len(places)]


def _circles(extra: pd.Series[float]) -> list[tuple[str, Any]]:
    """Return the circles' radii as packed levels on either side of zero, and what the largest stands for."""
    numbers = extra.to_numpy(dtype=float, na_value=0.0)
    largest = max(float(np.abs(numbers).max(initial=0)), 1.0)
    levels = np.rint(np.sign(numbers) * np.sqrt(np.abs(numbers) / largest) * CIRCLE_STEPS).astype(np.int64)
    both = np.stack(np.divmod(levels + CIRCLE_STEPS, len(DIGITS)), axis=1)
    colours = (theme.DIVERGING[3], theme.DIVERGING[4], theme.DIVERGING[0])
    return [("packed", written(both.ravel())), ("steps", CIRCLE_STEPS), ("largest", largest), ("colours", colours)]


def _safe(content: Any) -> str:
    """Return JSON of arrays, texts and numbers: every brace stands within a text, and is escaped there."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def _script_address(content: bytes) -> str:
    return f"data:text/javascript;base64,{base64.b64encode(content).decode()}"
