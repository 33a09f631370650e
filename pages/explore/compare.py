"""Compare wards on several indicators

Each cell is a ward's difference from the baseline, in its own unit, and how it compares: the colours of the map.
"""

from jsna.ui import data, frame
from jsna.ui.link import filters
from jsna.ui.parts import compare

MENU = "Compare"
POSITION = 30

with frame.page(__doc__):
    view = filters.choose_place()
    choices = compare.choose_columns(view)
    compare.table(data.wards_compared(view.area, view.baseline, choices), view)
