"""Record a conversation

It takes two minutes. Give a day, a place and one thing you heard. What you type is kept as a draft until you save it.
"""

from jsna.ui import frame
from jsna.ui.parts import record

POSITION = 20

with frame.page(__doc__, in_address=False):
    record.draw()
