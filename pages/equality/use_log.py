"""What changed

See who used which figures, and what changed because of it. See also the questions we asked but have not used for two
years.
"""

from jsna.ui import frame, terms
from jsna.ui.parts import what_changed

POSITION = 40

with frame.page(__doc__):
    what_changed.decisions()
    terms.explained("use-log", "collection")
    what_changed.unused()
