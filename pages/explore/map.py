"""Map: how wards compare with England

Choose a place and a topic.
"""

from jsna.ui import clusters, components, data, filters, frame, missing, wards_map

MENU = "Map"
POSITION = 10

with frame.page(__doc__):
    view = filters.choose()
    components.require_indicator(view)
    missing.before(view)
    comparison = data.compare(filters.choose_view(data.compare(view), view))
    components.headline(comparison)
    pattern = clusters.choose(comparison)
    wards_map.map_and_card(comparison, pattern)
    components.table(comparison)
    components.ranked(comparison)
    components.download(comparison)
