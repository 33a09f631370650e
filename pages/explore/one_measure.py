"""One measure or another?

“Around 20%” of people nationally, “over 50%” in one town: both have been said of disability, and they are not
the same measure. Here are people and households on the same wards, with what each one counts beside it.
"""

from jsna.ui import data, filters, frame, measures

MENU = "One measure or another"
POSITION = 40

with frame.page(__doc__):
    view = filters.choose_ward()
    measures.definitions()
    reading = measures.switch()
    measures.sentences(view, reading)
    measures.side_by_side(view)
    measures.reading_map(view, reading)
    measures.refusal()
    measures.quoted(data.quoted())
