"""Needs assessment: know your place, then ask its people

National figures do not hold locally, and a percentage of three replies is not a finding. Here are the official figures
for every ward of England, set against England, and what is not known. Look here before anyone designs a solution.
"""

from jsna.ui import components, data, filters, frame

MENU = "Home"
POSITION = 0

with frame.page(__doc__):
    view = filters.choose_place(baseline=False)
    components.for_whom()
    components.highlights(data.place_highlights(view.area), view)
    components.where_next()
