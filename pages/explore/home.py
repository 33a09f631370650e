"""Local needs: every ward in England, compared

See how your area differs from England, how sure we can be, and what we do not know. Check here before you plan a
service.
"""

import streamlit as st

from jsna.ui import data, frame
from jsna.ui.link import filters
from jsna.ui.parts import home, together

MENU = "Home"
POSITION = 0

with frame.page(__doc__):
    view = filters.choose_place(baseline=False)
    home.finding(view)
    left, right = st.columns(2)
    with left:
        home.stands_out(data.place_highlights(view.area), view)
    with right:
        with st.container(border=True):
            together.section(view.area, view, most=1)
        home.not_known(view)
        home.changed(view)
    home.doors(view)
    home.all_pages()
