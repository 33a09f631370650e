"""Add survey replies

Turn survey replies or service records into counts that protect people. Your file has one row for each person. The rows
are counted and forgotten. We keep nothing about a single person.
"""

from jsna.ui import frame, terms
from jsna.ui.parts import add_figures, add_replies

POSITION = 20

with frame.page(__doc__, in_address=False):
    terms.explained("collection", "group", "withheld", "marks")
    if add_figures.accepted():
        found = add_replies.records()
        if found is not None:
            counted = add_replies.preview(found, add_replies.asked(found))
            if counted is not None:
                add_replies.storing(counted)
