"""Add your own figures

Counts by ward, district, neighbourhood or postcode. You see what was understood, what is wrong, how it will look and
what will be withheld to protect people; only then is anything stored.
"""

from jsna.ui import add_data, frame

MENU = "Add data"
POSITION = 10

with frame.page(__doc__, in_address=False):
    if add_data.accepted():
        understood = add_data.file()
        if understood is not None:
            answers = add_data.description(understood)
            prepared = add_data.preview(understood, answers)
            if prepared is not None:
                add_data.storing(prepared)
