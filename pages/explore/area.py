"""One area, everything known

A ward by protected characteristic, against its district, county, region and England: how many, how many more than
expected, how old the figure is, and who says it.
"""

from jsna.ui import data, filters, frame, nowcast, profile, timeline

MENU = "One area"
POSITION = 20

with frame.page(__doc__):
    view = filters.choose_ward()
    lines = data.area_profile(view.ward, view.baseline)
    profile.summary(view, lines)
    timeline.section(str(view.ward), lines)
    for characteristic in profile.characteristics():
        profile.section(characteristic, lines, view)
    nowcast.section(str(view.ward))
    profile.download(view, lines)
