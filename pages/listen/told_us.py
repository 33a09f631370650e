"""What people told us

People wrote to us before anybody asked. See under which themes, and how long our answers took.
"""

from jsna.ui import frame
from jsna.ui.parts import told_us, told_us_list

POSITION = 75

with frame.page(__doc__):
    if not told_us_list.for_moderators():
        told_us.counts()
