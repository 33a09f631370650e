"""Add a collection

Survey replies or service records, one row a person, become counts that protect people. The records are counted and
forgotten: nothing of a single person is stored, cached or logged.
"""

from jsna.ui import add_collection, add_data, frame

MENU = "Add a collection"
POSITION = 20

with frame.page(__doc__, in_address=False):
    if add_data.accepted():
        found = add_collection.records()
        if found is not None:
            counted = add_collection.preview(found[0], add_collection.description(found[1]))
            if counted is not None:
                add_collection.storing(counted)
