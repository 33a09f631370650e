"""What people asked for

Look here before you consult. See what people here have said already, and what came of it.
"""

from jsna.ui import frame
from jsna.ui.parts import asked_for

POSITION = 60

with frame.page(__doc__):
    looked = asked_for.choose()
    asked_for.heard(looked)
    asked_for.needs(looked)
    asked_for.came_of_it(looked)
    asked_for.to_print(looked)
