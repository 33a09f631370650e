"""Ward profile

Choose a ward, several wards as one place, or a whole district or county.
"""

from jsna.ui import data, frame, release_changes, terms
from jsna.ui.link import filters
from jsna.ui.parts import alike, glance, profile, timeline, together

POSITION = 20

with frame.page(__doc__):
    view, about = filters.choose_profile()
    profile.ready_made(view)
    rows = data.profile(about, view.baseline)
    release_changes.for_profile(about, view.baseline)
    profile.name_and_place(about, rows, view)
    glance.told(about, rows, view)
    lines = glance.spine(about, data.spine(about, view.baseline), view)
    terms.explained("spread", "about-the-same", "points", "standing", "estimated", "marks")
    with profile.details():
        glance.table(about, lines, view)
        profile.sections(rows, view, about)
        timeline.section(about, rows)
        if profile.is_ward(about):
            alike.section(about, lines, view)
        if not about.is_joined:
            profile.services_and_forecast(about, view)
    if not about.is_joined:
        together.section(about.codes[0], view)
    profile.download(about, rows)
