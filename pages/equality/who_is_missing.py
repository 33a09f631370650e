"""Who is missing

Before anything people said: who replied, set beside who lives here. The same faces asked again are no finding about
those who were not.
"""

from jsna.ui import frame
from jsna.ui.parts import who_replied

MENU = "Who is missing"
POSITION = 15

with frame.page(__doc__):
    chosen = who_replied.choose()
    if chosen is not None:
        who_replied.replies(*chosen)
        who_replied.answers(*chosen)
