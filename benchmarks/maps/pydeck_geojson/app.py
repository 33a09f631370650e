"""pydeck's ``GeoJsonLayer``, without tiles."""

import json

import pydeck
import streamlit as st

from benchmarks.maps.figures import HEIGHT, VIEWS, asked, figures, shapes

place, choice = asked()
areas = shapes(place)
table = figures(areas.index, choice)
table["fill"] = [[int(colour[at : at + 2], 16) for at in (1, 3, 5)] for colour in table["colour"]]
latitude, longitude, zoom = VIEWS[place]
layer = pydeck.Layer(
    "GeoJsonLayer",
    json.loads(areas.join(table[["fill", "words"]]).to_json()),
    get_fill_color="properties.fill",
    get_line_color=[80, 90, 95],
    line_width_min_pixels=0.3,
    pickable=True,
)
view = pydeck.ViewState(latitude=latitude, longitude=longitude, zoom=zoom)
deck = pydeck.Deck(
    layers=[layer], initial_view_state=view, map_style=None, map_provider=None, tooltip={"text": "{words}"}
)
with st.container(key="map"):
    st.pydeck_chart(deck, height=HEIGHT, key="drawn")
