"""Check a claim

“100% of respondents from ethnic minorities are happy.” It was one person. Type the numbers and the sentence. See what
you can say, what you cannot, and how many more people to ask.
"""

from jsna.ui import frame, terms
from jsna.ui.parts import claim

POSITION = 20

with frame.page(__doc__, in_address=False):
    claim.explanation()
    terms.explained("interval", "withheld", "share")
    report = claim.ask()
    if report is not None:
        claim.answer(report)
