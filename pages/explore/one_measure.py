"""One measure or another?

“Around 20%” of people nationally, “over 50%” in one town: both have been said of disability, and they are not
the same measure. Here are people and households on the same wards, with what each one counts beside it.
"""

from jsna.ui import data, frame
from jsna.ui.link import filters
from jsna.ui.parts import people_or_households

MENU = "One measure or another"
POSITION = 40

with frame.page(__doc__):
    view = filters.choose_ward()
    people_or_households.definitions()
    reading = people_or_households.choose_reading()
    people_or_households.sentences(view, reading)
    people_or_households.side_by_side(view)
    people_or_households.reading_map(view, reading)
    people_or_households.refusal()
    people_or_households.quoted(data.quoted())
