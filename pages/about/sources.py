"""Sources and help

Where each figure comes from, its date, and what we did to it.
"""

from jsna.ui import frame
from jsna.ui.parts import gaps, sources

POSITION = 10

with frame.page(__doc__):
    sources.headline()
    sources.table()
    sources.msoas()
    sources.services()
    sources.characteristics()
    gaps.published_elsewhere()
    sources.words()
    sources.licences()
