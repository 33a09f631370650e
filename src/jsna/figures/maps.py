"""The map: drawn once from a cached script; repainted with one class and one line of text for each area."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import folium
import js_lib_leaflet
from branca.element import MacroElement
from folium.elements import JSCSSMixin
from folium.template import Template

from jsna.figures import theme
from jsna.figures.painting import Picture, painting, safe
from jsna.settings import TileServer

_HERE = resources.files("jsna.figures")
#: Ordered by dependency.
_PARTS = (
    "area_words", "area_key", "area_names", "area_shapes", "area_sheet", "area_circles", "area_points", "area_view",
    "area_map",
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
#: One script for the whole map, including Leaflet and the style, because the frame fetches its files one by one.
SCRIPT = "\n".join(
    [
        _ADD_STYLE % json.dumps(_STYLE),
        (_LEAFLET / "leaflet.js").read_text("utf-8"),
        *(_HERE.joinpath(f"{part}.js").read_text("utf-8") for part in _PARTS),
    ]
).encode()
SCRIPT_NAME = f"area-map.{hashlib.sha256(SCRIPT).hexdigest()[:16]}.js"
NO_TILES = TileServer()

Bounds = tuple[float, float, float, float]


@dataclass(frozen=True)
class Sources:
    """Where the map's page fetches its scripts from."""

    script: str
    geometry: str


def served(geometry: str) -> Sources:
    """Return the app's own addresses, relative to the component's frame.

    Args:
        geometry: name of the geometry script.
    """
    return Sources(script=f"../../assets/{SCRIPT_NAME}", geometry=f"../../maps/{geometry}")


def inlined(geometry: bytes) -> Sources:
    """Return the scripts themselves as data addresses: a notebook does not have a server to fetch them from.

    Args:
        geometry: the geometry script.
    """
    return Sources(script=_script_address(SCRIPT), geometry=_script_address(geometry))


class AreaMap(folium.Map):
    """A Folium map without tiles that needs only Leaflet and allows readers to zoom the page."""

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
    """The areas of one place: drawn once, when the map's page opens."""

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
        self.tiles = safe([tiles.address, tiles.credit])
        self.default_js = [("geometry", sources.geometry)]


class _Paint(MacroElement):
    """The figures, which change with every choice."""

    _template = Template("{% macro script(this, kwargs) %}jsnaAreas.paint({{ this.content }});{% endmacro %}")

    def __init__(self, content: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Paint"
        self.content = content


class _Unrendered(MacroElement):
    """A part of the map that st_folium sends: it takes the script from the templates, and no page is rendered.

    Folium compiles a template of each part that it renders, in every run of a page; one has the figures of all areas.
    """

    def render(self, **kwargs: object) -> str:  # noqa: ARG002 - Folium's own way to call it
        """Render nothing."""
        return ""


class _SentMap(_Unrendered, AreaMap):
    pass


class _SentGroup(_Unrendered, folium.FeatureGroup):
    pass


def sent_map(geometry: str, bounds: Bounds, tiles: TileServer = NO_TILES) -> AreaMap:
    """Return the map of :func:`base_map` for st_folium; see there."""
    return _with_areas(_SentMap(served(geometry)), geometry, served(geometry), bounds, tiles)


def sent_paint(picture: Picture, codes: Sequence[str]) -> folium.FeatureGroup:
    """Return what paints the map of :func:`sent_map`."""
    return _painted(_SentGroup(name="figures"), picture, codes)


def base_map(geometry: str, bounds: Bounds, sources: Sources | None = None, tiles: TileServer = NO_TILES) -> AreaMap:
    """Return the unpainted map of a place; create a new one in every run, because st_folium modifies it.

    Its script is the same for the same place, so that the page is not reloaded when the figures change.

    Args:
        geometry: name of the geometry script.
        bounds: south, west, north, east, in degrees.
        sources: where the scripts are fetched from; by default the app's own addresses.
        tiles: a background that the deployment chose; none by default.
    """
    sources = sources or served(geometry)
    return _with_areas(AreaMap(sources), geometry, sources, bounds, tiles)


def _with_areas(drawn: AreaMap, geometry: str, sources: Sources, bounds: Bounds, tiles: TileServer) -> AreaMap:
    drawn.add_child(_Areas(geometry, sources, bounds, tiles))
    return drawn


def paint(picture: Picture, codes: Sequence[str]) -> folium.FeatureGroup:
    """Return what paints the map. See :func:`jsna.figures.painting.painting`."""
    return _painted(folium.FeatureGroup(name="figures"), picture, codes)


def _painted(group: folium.FeatureGroup, picture: Picture, codes: Sequence[str]) -> folium.FeatureGroup:
    group.add_child(_Paint(painting(picture, codes)))
    return group


def _script_address(content: bytes) -> str:
    return f"data:text/javascript;base64,{base64.b64encode(content).decode()}"
