"""Sources, licences and methods

Every figure of this site, with who publishes it, as of when, and what was done to it. This page is made from the same
files that the figures come with.
"""

from jsna.ui import frame
from jsna.ui.parts import gaps, sources

MENU = "Sources"
POSITION = 10

with frame.page(__doc__):
    sources.table()
    sources.msoas()
    sources.services()
    sources.characteristics()
    gaps.published_elsewhere()
    sources.licences()
