"""Ask people

Start here before you plan a service. See who it is about, who was asked, what they said, and what to ask next.
"""

from jsna.ui import frame, terms
from jsna.ui.parts import plan

POSITION = 10

with frame.page(__doc__):
    found = plan.choose()
    plan.concerns(found)
    plan.already_said(found)
    plan.where(found)
    plan.explanations(found)
    plan.script(found)
    terms.explained("need", "lived-experience", "pre-production")
