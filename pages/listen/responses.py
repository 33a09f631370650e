"""You said, we did, did it work?

See what people said, what we decided, what we did, and whether it helped. Those who have waited longest come first.
"""

from jsna.ui import frame
from jsna.ui.link import filters
from jsna.ui.parts import response, responses

MENU = "You said, we did"
POSITION = 80

with frame.page(__doc__):
    view = filters.choose_place(baseline=False)
    promises = responses.of_place(view.area)
    chosen = responses.choose(promises)
    if chosen is not None:
        response.page(chosen, view)
    else:
        responses.in_short(promises, view)
        responses.listed(promises, view)
        responses.record(view)
