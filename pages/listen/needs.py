"""Needs: what people may lack

At first we only assume each need. A figure does not confirm it, and neither does an officer. People do, when we ask.
"""

from jsna.ui import frame, terms
from jsna.ui.link import page_state
from jsna.ui.parts import need, need_new, needs

MENU = "Needs"
POSITION = 50

with frame.page(__doc__):
    shown, _, _ = (page_state.at(key) for key in needs.KEYS)
    if shown == needs.NEW:
        need_new.form()
    elif shown:
        need.one(shown)
    else:
        needs.overview()
        terms.explained("need", "lived-experience")
