"""What we owe

See which answers people in this place still wait for. Those who have waited longest come first.
"""

from jsna.ui import frame
from jsna.ui.link import filters
from jsna.ui.parts import what_we_owe

POSITION = 10

with frame.page(__doc__):
    view = filters.choose_place(baseline=False)
    owed = what_we_owe.owed(view.area)
    what_we_owe.in_short(owed, view)
    what_we_owe.listed(owed, view)
    what_we_owe.printed(owed, view)
