"""People or households?

“Around 20%” nationally and “over 50%” in one town have both been said of disability. One counts people, the other
households. They are different measures, so we never compare one with the other.
"""

from jsna.ui import data, frame, terms
from jsna.ui.link import filters
from jsna.ui.parts import people_or_households

MENU = "People or households"
POSITION = 40

with frame.page(__doc__):
    found = people_or_households.find(filters.choose_ward())
    people_or_households.pictures(found)
    reading = people_or_households.choose_reading()
    people_or_households.allowing_for_age(found, reading)
    people_or_households.reading_map(found, reading)
    people_or_households.side_by_side(found)
    terms.explained("base", "share", "points", "about-the-same", "standing")
    people_or_households.refusal()
    people_or_households.quoted(data.quoted())
