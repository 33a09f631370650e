"""Add a collection

Survey replies or service records, one row a person, become counts that protect people. The records are counted and
forgotten: nothing of a single person is stored, cached or logged.
"""

from jsna.ui import frame
from jsna.ui.parts import add_figures, add_replies

MENU = "Add a collection"
POSITION = 20

with frame.page(__doc__, in_address=False):
    if add_figures.accepted():
        found = add_replies.records()
        if found is not None:
            counted = add_replies.preview(found.content, add_replies.description(found.headings))
            if counted is not None:
                add_replies.storing(counted)
