"""Why we ask

For each equality question: why it is asked, what makes it lawful, who sees the answer, the smallest group that is ever
published, and what the answers changed last time. If we cannot say why, we should not ask.
"""

from jsna.ui import asking, frame

POSITION = 30

with frame.page(__doc__):
    questions = asking.questions()
    asking.promise(questions)
    asking.overview(questions)
    asking.forms(questions)
    asking.cards(questions)
