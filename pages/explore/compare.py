"""Compare wards

Each cell has a ward's share and number, and how it compares. A click on a heading puts the wards in order.
"""

from jsna.ui import frame, terms
from jsna.ui.link import filters
from jsna.ui.parts import compare

POSITION = 30

with frame.page(__doc__):
    compare.draw(filters.choose_place())
    terms.explained("ward", "share", "about-the-same", "indicator")
