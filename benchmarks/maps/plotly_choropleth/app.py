"""Plotly's ``choropleth_map``, without tiles."""

import json

import plotly.express as px
import streamlit as st

from benchmarks.maps.figures import HEIGHT, VIEWS, asked, figures, shapes
from jsna.figures import theme


@st.cache_resource
def geometry(place: str) -> dict:
    return json.loads(shapes(place).to_json())


place, choice = asked()
areas = shapes(place)
table = figures(areas.index, choice).assign(name=areas["name"]).reset_index(names="code")
latitude, longitude, zoom = VIEWS[place]
drawn = px.choropleth_map(
    table,
    geojson=geometry(place),
    locations="code",
    color="class",
    color_continuous_scale=list(theme.DIVERGING),
    range_color=(0, 6),
    hover_data=["name", "words"],
    map_style="white-bg",
    center={"lat": latitude, "lon": longitude},
    zoom=zoom,
    height=HEIGHT,
)
drawn.update_layout(margin={"l": 0, "r": 0, "t": 0, "b": 0}, coloraxis_showscale=False)
with st.container(key="map"):
    st.plotly_chart(drawn, key="drawn")
