"""Who has not replied

Replies tell you only about the people who replied.
"""

from jsna.ui import frame, terms
from jsna.ui.parts import who_replied

MENU = "Who has not replied"
POSITION = 15

with frame.page(__doc__):
    chosen = who_replied.choose()
    if chosen is not None:
        who_replied.replies(*chosen)
        who_replied.answers(*chosen)
        terms.explained("collection", "group", "interval", "withheld")
