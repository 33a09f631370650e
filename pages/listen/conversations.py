"""What people said

Read what we heard from people here, what we promised, and what came of it. We show people’s own words only if they
agreed and a moderator has released them.
"""

from jsna.ui import frame
from jsna.ui.parts import conversations

POSITION = 30

with frame.page(__doc__):
    conversations.draw()
