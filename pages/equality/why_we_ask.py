"""Why we ask

See why we ask each equality question. See what makes it lawful, who sees the answer, the smallest group we publish, and
what the answers changed last time. If we cannot say why, we should not ask.
"""

from jsna.ui import frame, terms
from jsna.ui.parts import why_we_ask

POSITION = 30

with frame.page(__doc__):
    questions = why_we_ask.questions()
    why_we_ask.promise(questions)
    terms.explained("protected-characteristic", "public-sector-equality-duty", "lawful-basis", "withheld")
    why_we_ask.overview(questions)
    why_we_ask.forms(questions)
    why_we_ask.cards(questions)
