"""Tell us

Say what you see here, find who can help, or follow what you told us.
"""

from jsna.ui import frame
from jsna.ui.parts import tell_us

POSITION = 5

tell_us.way_out()
with frame.page(__doc__, lead=False, in_address=False, find_a_place=False):
    tell_us.draw()
