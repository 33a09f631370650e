"""What people told us

What people told us of their own accord, by theme, and how long our answers took.
"""

from jsna.ui import frame
from jsna.ui.parts import told_us, told_us_list

POSITION = 75

with frame.page(__doc__):
    if not told_us_list.for_moderators():
        told_us.counts()
