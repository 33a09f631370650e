"""Accessibility statement

See what works for everybody here, what does not yet, and how to tell us.
"""

from jsna.ui import frame
from jsna.ui.parts import statements

MENU = "Accessibility"
POSITION = 30

with frame.page(__doc__, find_a_place=False):
    statements.draw("accessibility")
