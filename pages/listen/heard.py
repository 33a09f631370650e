"""Who has not been heard

Compare the people we spoke with and the people who live here. Look at this before you ask the same people again.
"""

from jsna.ui import frame, terms
from jsna.ui.parts import heard

MENU = "Not heard yet"
POSITION = 40

with frame.page(__doc__):
    found, selection = heard.choose()
    heard.groups(found)
    terms.explained("protected-characteristic", "group", "withheld")
    heard.wards(found, selection)
