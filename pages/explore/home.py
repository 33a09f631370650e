"""Local needs: every ward in England, compared

See how your area differs from England, how sure we can be, and what we do not know. Check here before you plan a
service.
"""

from jsna.ui import data, frame
from jsna.ui.link import filters
from jsna.ui.parts import home, together

MENU = "Home"
POSITION = 0

with frame.page(__doc__):
    view = filters.choose_place(baseline=False)
    home.for_whom()
    home.highlights(data.place_highlights(view.area), view)
    together.section(view.area, view)
    home.where_next()
