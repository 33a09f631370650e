"""May this be said?

“100% of respondents from ethnic minorities are happy.” It was one person. Type the numbers and the sentence, and see
what may be said, what may not, and how many more people would have to be asked.
"""

from jsna.ui import frame
from jsna.ui.parts import claim

MENU = "Claim checker"
POSITION = 20

with frame.page(__doc__, in_address=False):
    claim.explanation()
    report = claim.ask()
    if report is not None:
        claim.answer(report)
