"""Gaps in the data

For each of the nine protected characteristics: what is available, how recent it is, and why some is missing. A gap is a
question to ask people, never a number to guess.
"""

from jsna.ui import frame, terms
from jsna.ui.link import filters
from jsna.ui.parts import gaps, together

MENU = "Gaps in the data"
POSITION = 10

with frame.page(__doc__):
    view = filters.choose_place(baseline=False)
    gaps.matrix(view)
    gaps.every_figure(view)
    terms.explained("protected-characteristic", "lsoa", "msoa", "estimated", "marks")
    gaps.local_evidence(view)
    together.section(view.area, view)
    gaps.problems()
