"""Map: how wards compare with England

Choose a place and a topic.
"""

from jsna.ui import clusters, components, data, filters, frame, missing, outbox, wards_map

MENU = "Map"
POSITION = 10

with frame.page(__doc__, lead=False), outbox.held():
    view = filters.choose()
    components.require_indicator(view)
    missing.before(view)
    comparison = data.compare(view)
    components.headline(comparison)
    shown = wards_map.switches(comparison)
    wards_map.map_and_card(shown)
    clusters.told(shown.pattern)
    components.table(shown.comparison, only_rare=shown.only_rare)
    components.ranked(shown.comparison)
    components.download(shown.comparison)
