"""Where the nation's figures do not hold

How each ward differs from the baseline you choose, and how many people that is.
"""

from jsna.ui import clusters, components, data, filters, frame, missing

MENU = "Map"
POSITION = 10

with frame.page(__doc__):
    view = filters.choose()
    components.require_indicator(view)
    missing.before(view)
    comparison = data.compare(filters.choose_view(data.compare(view), view))
    components.headline(comparison)
    pattern = clusters.choose(comparison)
    components.table_and_map(comparison, pattern)
    components.ranked(comparison)
    components.download(comparison)
