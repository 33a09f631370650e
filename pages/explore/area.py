"""Ward profile

One area at a glance, and where each figure comes from. Choose a ward, several wards as one place, or a whole district
or county.
"""

from jsna.ui import data, frame
from jsna.ui.link import filters
from jsna.ui.parts import glance, nowcast, profile, provision, services, similar, timeline, together

MENU = "Ward profile"
POSITION = 20

with frame.page(__doc__):
    view, about = filters.choose_profile()
    rows = data.profile(about, view.baseline)
    profile.name_and_place(about, rows)
    timeline.population(about)
    glance.told(about, rows, view)
    lines = data.spine(about, view.baseline)
    glance.spine(about, lines, view)
    for characteristic in profile.characteristics():
        profile.section(characteristic, rows, view, about)
    timeline.section(about, rows)
    if profile.is_ward(about):
        similar.section(about, lines, view)
    if profile.is_ward(about):
        provision.beside(about.codes[0], view)
        services.beside(about.codes[0])
        nowcast.section(about.codes[0])
    if not about.is_joined:
        together.section(about.codes[0], view)
    profile.download(about, rows)
