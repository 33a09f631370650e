"""The map: drawn once from a script that the browser keeps; painted again with one class and one line an area."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import folium
import js_lib_leaflet
import pandas as pd
from branca.element import MacroElement
from folium.elements import JSCSSMixin
from folium.template import Template

from jsna.errors import CatalogueError
from jsna.figures import theme
from jsna.figures.packing import pack
from jsna.model.shading import NO_DATA, Shading

SCRIPT = resources.files("jsna.figures").joinpath("area_map.js").read_bytes()
SCRIPT_NAME = f"area-map.{hashlib.sha256(SCRIPT).hexdigest()[:16]}.js"
LEAFLET = Path(js_lib_leaflet.__file__).with_name("static") / "js_lib_leaflet"
#: Names no folium pattern and no parser could take for anything but text.
_ESCAPES = str.maketrans({character: f"\\u{ord(character):04x}" for character in "{}_<>&$`'\u2028\u2029"})
#: What a map is called where nothing more is known of it.
NAME = "Map of areas"

Bounds = tuple[float, float, float, float]


@dataclass(frozen=True)
class Sources:
    """Where the map's page fetches its scripts and its style from."""

    leaflet: str
    style: str
    script: str
    geometry: str


def served(geometry: str) -> Sources:
    """Return the app's own addresses, as seen from the component's frame.

    Args:
        geometry: name of the geometry script.
    """
    return Sources(
        leaflet="../../assets/leaflet/leaflet.js",
        style="../../assets/leaflet/leaflet.css",
        script=f"../../assets/{SCRIPT_NAME}",
        geometry=f"../../maps/{geometry}",
    )


def inlined(geometry: bytes) -> Sources:
    """Return the scripts themselves as addresses: a notebook has no server to fetch them from.

    Args:
        geometry: the geometry script.
    """
    return Sources(
        leaflet=_data_address("text/javascript", (LEAFLET / "leaflet.js").read_bytes()),
        style=_data_address("text/css", (LEAFLET / "leaflet.css").read_bytes()),
        script=_data_address("text/javascript", SCRIPT),
        geometry=_data_address("text/javascript", geometry),
    )


class AreaMap(folium.Map):
    """A Folium map without tiles that needs nothing but Leaflet, and lets its reader enlarge the page."""

    _template = Template("""
        {% macro header(this, kwargs) %}
            <style>
                html, body { width: 100%; height: 100%; margin: 0; padding: 0; }
                #{{ this.get_name() }} { position: relative; width: 100%; height: 100%; background: #ffffff; }
                .leaflet-container { font: 15px/1.35 "Source Sans", system-ui, sans-serif; }
                .leaflet-container:focus-visible { outline: 3px solid #0b0c0c; outline-offset: -3px; }
                .jsna-words { white-space: normal; width: max-content; max-width: 13rem; color: #0b0c0c; }
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
        self.default_js = [("leaflet", sources.leaflet)]
        self.default_css = [("leaflet_css", sources.style)]
        super().__init__(location=[53, -1.5], tiles=None, zoom_start=6, prefer_canvas=True, zoom_snap=0.25)


class _Areas(JSCSSMixin, MacroElement):
    """The areas of one place: drawn when the map's page opens, and never again."""

    _template = Template("""
        {% macro script(this, kwargs) %}
            // {{ this.geometry }}
            jsnaAreas.draw({{ this._parent.get_name() }}, {{ this.bounds|join(", ") }});
        {% endmacro %}
    """)

    def __init__(self, geometry: str, sources: Sources, bounds: Bounds) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Areas"
        self.geometry = geometry
        self.bounds = bounds
        self.default_js = [("area_map", sources.script), ("geometry", sources.geometry)]


class _Paint(MacroElement):
    """The figures: what changes with every choice."""

    _template = Template("{% macro script(this, kwargs) %}jsnaAreas.paint({{ this.content }});{% endmacro %}")

    def __init__(self, content: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Paint"
        self.content = content


def base_map(geometry: str, bounds: Bounds, sources: Sources | None = None) -> AreaMap:
    """Return the map of a place, not yet painted: to be made afresh in every run, for st_folium adds to it.

    Its script is the same as long as the place is, so that the page stands while the figures change.

    Args:
        geometry: name of the geometry script.
        bounds: south, west, north, east, in degrees.
        sources: where the scripts are fetched from; the app's own addresses where not given.
    """
    sources = sources or served(geometry)
    drawn = AreaMap(sources)
    drawn.add_child(_Areas(geometry, sources, bounds))
    return drawn


def paint(
    shading: Shading, codes: Sequence[str], selected: str | None, alt: str, *, name: str = NAME
) -> folium.FeatureGroup:
    """Return what paints the map: one class and one line of words an area, the selected area outlined.

    Args:
        shading: classes and labels; areas without one are painted as having no figure.
        codes: the geometry's area codes, in its order.
        selected: code of the area to outline, or None.
        alt: what the map shows, in a sentence.
        name: what the map is, in a few words: a screen reader says it on the way in, and the sentence within.

    Raises:
        CatalogueError: a shaded area has no boundary; the message names it.
    """
    group = folium.FeatureGroup(name="figures")
    group.add_child(_Paint(painting(shading, codes, selected, alt, name=name)))
    return group


def painting(shading: Shading, codes: Sequence[str], selected: str | None, alt: str, *, name: str = NAME) -> str:
    """Return what ``jsnaAreas.paint`` is called with: JSON of arrays, safe within a script. See ``paint``."""
    places = pd.Index(codes)
    lost = shading.classes.index.difference(places)
    if len(lost):
        message = f"There is a figure but no boundary for {', '.join(lost)}."
        raise CatalogueError(message)
    classes = shading.classes.reindex(places, fill_value=NO_DATA)
    packed = pack(shading.labels.reindex(places, fill_value="no figure"))
    looks = [(code, *theme.swatch(shading.palette, code)) for code in sorted(classes.unique())]
    content: list[Any] = ["".join(classes), looks, packed.sentences, packed.widths, packed.digits]
    content += [places.get_loc(selected) if selected in places else -1, alt, name]
    # Nothing but arrays, texts and numbers: every brace stands within a text, and is escaped there.
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def _data_address(kind: str, content: bytes) -> str:
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"
