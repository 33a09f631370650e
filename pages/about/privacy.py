"""Privacy notice

See what this site keeps about you, why, and for how long.
"""

from jsna.ui import frame
from jsna.ui.parts import statements

MENU = "Privacy"
POSITION = 20

with frame.page(__doc__, find_a_place=False):
    statements.draw("privacy")
