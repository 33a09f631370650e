"""Map: how wards compare with England

Choose a place and a topic.
"""

from jsna.ui import compared, data, frame, outbox, release_changes, terms
from jsna.ui.link import filters
from jsna.ui.parts import clusters, wards_map, who_replied

MENU = "Map"
POSITION = 10

with frame.page(__doc__, lead=False), outbox.hold_back():
    view = filters.choose()
    compared.require_indicator(view)
    who_replied.before(view)
    comparison = data.compare(view)
    release_changes.for_areas(view.subject)
    compared.headline(comparison)
    shown = wards_map.switches(comparison)
    wards_map.map_and_card(shown)
    terms.explained("ward", "share", "points", "extra-people", "about-the-same", "standing", "natural-variation")
    clusters.section(shown.pattern)
    compared.table(shown.comparison, only_rare=shown.only_rare)
    compared.ranked(shown.comparison)
    compared.download(shown.comparison)
