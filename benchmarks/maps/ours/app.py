"""Ours: the geometry once, then a class and a packed line for each ward."""

from pathlib import Path

import pandas as pd
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.starlette import App

from benchmarks.maps.figures import asked, figures, shapes
from jsna.figures.painting import Picture
from jsna.model.area import Level
from jsna.model.shading import Shading
from jsna.ui.area_map import area_map
from jsna.ui.server import asgi


def draw() -> None:
    place, choice = asked()
    table = figures(shapes(place).index, choice)
    classes: pd.Series[str] = table["class"].astype("str")
    with st.container(key="map"):
        shading = Shading("diverging", classes, table["words"], (), rare=pd.Series("", index=classes.index))
        area_map(Picture(shading, "A map"), place, Level.WARD)


if get_script_run_ctx(suppress_warning=True) is not None:
    draw()
else:
    app = App(Path(__file__), lifespan=asgi.lifespan, routes=asgi.routes(), middleware=asgi.middleware())
