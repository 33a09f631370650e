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
    components.headline(data.compare(view))
    switched = wards_map.switches(data.compare(view))
    comparison = switched.comparison
    pattern = clusters.choose(comparison)
    wards_map.map_and_card(comparison, pattern, switched=switched)
    components.table(comparison, only_rare=switched.only_rare)
    components.ranked(comparison)
    components.download(comparison)
