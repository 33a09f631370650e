"""Which areas are unusual for their size?

Areas differ from England by chance, by size and by what they are. The funnel shows how far each lies from England
against how many people it has, and which lie outside the spread that areas have anyway.
"""

from jsna.ui import compared, filters, frame, funnel

MENU = "Funnel"
POSITION = 35

with frame.page(__doc__):
    view = filters.choose()
    compared.require_indicator(view)
    reading = funnel.read(view)
    funnel.sentences(reading)
    funnel.table_and_plot(reading)
    funnel.method(reading)
    funnel.download(reading)
