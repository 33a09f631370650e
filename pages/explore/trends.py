"""Trends

How a district’s figures have moved beside England’s, and whether there is a clear trend.
"""

from jsna.ui import frame, release_changes, terms
from jsna.ui.parts import trends

POSITION = 50

with frame.page(__doc__):
    followed = trends.choose()
    release_changes.for_years(trends.subject(followed))
    trends.one_area(followed)
    trends.every_area(followed)
    trends.rule()
    terms.explained("trend", "interval", "margin-of-error", "points")
    trends.download(followed)
