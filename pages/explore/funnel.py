"""Unusual areas

Which areas are further from England than areas usually are.
"""

from jsna.ui import compared, frame, release_changes, terms
from jsna.ui.link import filters
from jsna.ui.parts import unusual

POSITION = 35

with frame.page(__doc__):
    view = filters.choose()
    compared.require_indicator(view)
    found = unusual.find(view)
    release_changes.for_areas(view.subject)
    unusual.headline(found)
    unusual.picture(found)
    unusual.table(found)
    unusual.method(found)
    terms.explained("unusual", "rare", "natural-variation", "standing")
    unusual.download(found)
