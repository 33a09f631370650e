"""One area, everything known

A ward by protected characteristic, against its district, county, region and England: how many, how many more than
expected, how old the figure is, and who says it.
"""

from jsna.ui import data, frame
from jsna.ui.link import filters
from jsna.ui.parts import msoas, nowcast, provision, services, timeline, together, ward

MENU = "One area"
POSITION = 20

with frame.page(__doc__):
    view = filters.choose_ward()
    rows = data.ward_profile(view.ward, view.baseline)
    ward.summary(view, rows)
    timeline.section(str(view.ward), rows)
    provision.beside(str(view.ward), view)
    services.beside(str(view.ward))
    for characteristic in ward.characteristics():
        ward.section(characteristic, rows, view)
        msoas.beside(characteristic, str(view.ward))
    together.section(str(view.ward), view)
    nowcast.section(str(view.ward))
    ward.download(view, rows)
