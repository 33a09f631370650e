"""What exists already

Find groups, places and services that people can go to now. See whom they are for, and when somebody last checked.
"""

from jsna.ui import frame
from jsna.ui.link import filters
from jsna.ui.parts import provision, provision_form, provision_import

POSITION = 90

with frame.page(__doc__):
    view = filters.choose_place(baseline=False)
    entries = provision.of_place(view.area)
    chosen = provision.choose(entries)
    if chosen is not None:
        provision.one(chosen, view)
        provision_form.change(chosen.provision, view)
    else:
        provision.on_map(entries, view)
        provision.listed(entries, view)
        provision_form.add(view)
        provision_import.section()
