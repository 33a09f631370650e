"""What is not known

Nine protected characteristics, at every level: which figures there are, as of when and how good, and for each gap the
reason. A gap is a question to ask people, never a number to guess.
"""

from jsna.ui import frame
from jsna.ui.link import filters
from jsna.ui.parts import gaps, together

MENU = "What is not known"
POSITION = 10

with frame.page(__doc__):
    view = filters.choose_place(baseline=False)
    gaps.matrix(view)
    gaps.local_evidence(view)
    together.section(view.area, view)
    gaps.problems()
