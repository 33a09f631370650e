"""Which areas are unusual for their size?

Areas differ from England by chance, by size and by what they are. The funnel shows how far each lies from England
against how many people it has, and which lie outside the spread that areas have anyway.
"""

from jsna.ui import compared, frame
from jsna.ui.link import filters
from jsna.ui.parts import unusual

MENU = "Funnel"
POSITION = 35

with frame.page(__doc__):
    view = filters.choose()
    compared.require_indicator(view)
    found = unusual.find(view)
    unusual.sentences(found)
    unusual.table_and_plot(found)
    unusual.method(found)
    unusual.download(found)
