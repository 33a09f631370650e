"""Ideas, and where they came from

An idea answers a need. It stays “suggested” until people were asked about that need.
"""

from jsna.ui import frame, terms
from jsna.ui.link import page_state
from jsna.ui.parts import idea, idea_new, ideas

MENU = "Ideas"
POSITION = 70

with frame.page(__doc__):
    shown, _ = (page_state.at(key) for key in ideas.KEYS)
    if shown == ideas.NEW:
        idea_new.search_then_write()
    elif shown:
        idea.one(shown)
    else:
        terms.explained("need", "lived-experience", "pre-production")
        ideas.overview()
