"""Who is missing

Before anything people said: who replied, set beside who lives here. The same faces asked again are no finding about
those who were not.
"""

from jsna.ui import frame, missing

MENU = "Who is missing"
POSITION = 15

with frame.page(__doc__):
    chosen = missing.choose()
    if chosen is not None:
        missing.missing(*chosen)
        missing.answers(*chosen)
