"""Who is missing

Who replied, beside who lives here. Look at this before anything people said: asking the same people again says nothing
about those who were not asked.
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
