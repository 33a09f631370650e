"""What people said

Conversations with people of a place: what was heard, what was promised, and what came of it. People’s own
words are shown only if they agreed and a moderator has released them.
"""

from jsna.ui import frame
from jsna.ui.parts import conversations

POSITION = 30

with frame.page(__doc__):
    conversations.draw()
