"""The tutorials' way: ``GeoJson`` with a style function and a tooltip, in ``st_folium``.

Leaflet is embedded in the page, because without a network nothing would be painted otherwise.
"""

import base64
from pathlib import Path

import folium
import js_lib_leaflet
import streamlit as st
from streamlit_folium import st_folium

from benchmarks.maps.figures import HEIGHT, VIEWS, asked, figures, shapes

LEAFLET = Path(js_lib_leaflet.__file__).with_name("static") / "js_lib_leaflet"
SCRIPT, STYLE = (base64.b64encode((LEAFLET / name).read_bytes()).decode() for name in ("leaflet.js", "leaflet.css"))

folium.Map.default_js = [("leaflet", f"data:text/javascript;base64,{SCRIPT}")]
folium.Map.default_css = [("leaflet_css", f"data:text/css;base64,{STYLE}")]

place, choice = asked()
areas = shapes(place)
areas = areas.join(figures(areas.index, choice)).reset_index()
latitude, longitude, zoom = VIEWS[place]
drawn = folium.Map(location=(latitude, longitude), zoom_start=zoom + 1, tiles=None, prefer_canvas=True)
folium.GeoJson(
    areas,
    style_function=lambda area: {
        "fillColor": area["properties"]["colour"],
        "color": "#505a5f",
        "weight": 0.3,
        "fillOpacity": 1,
    },
    tooltip=folium.GeoJsonTooltip(fields=["name", "words"]),
).add_to(drawn)
with st.container(key="map"):
    st_folium(drawn, key="map", height=HEIGHT, use_container_width=True, returned_objects=["last_active_drawing"])
