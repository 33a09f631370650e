"""What we say to the people we ask: the lines of a purpose card and of a form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from jsna.model.question import Part, PurposeCard, Question, Standard, Status
from jsna.words.numbers import listed
from jsna.words.provenance import spoken_date

NOTHING_RECORDED = "Nothing recorded yet."

_STATUSES = {
    Status.IN_FORCE: "in force when last checked",
    Status.UNDER_REVIEW: "under review when last checked: it may have changed",
    Status.IN_DEVELOPMENT: "in development: it may change",
    Status.NONE: "no harmonised standard that we know of",
    Status.UNCERTAIN: "we are not certain: check before you use it",
}

#: Said before the first question, on a form and on the telephone; in easy words, and every statement must be true.
BEFORE = (
    "We would like to ask some things about you.",
    "You do not have to answer. You can skip any question.",
    "Your answers will not change the help you get.",
    "We add up the answers. We do not put your name with them.",
)

#: Said after the last question.
AFTER = (
    "Thank you.",
    "You can tell us to stop using your answers. Write to us at any time before they are added up.",
)

WHAT_WE_DO = "What we do with your answers"
IF_ASKED_WHY = "If somebody asks why"
FOR_EVERY = "For every question that does not say otherwise"
WORDING = "Whose wording"


def how_it_is_used(questions: Sequence[Question]) -> tuple[str, ...]:
    """Return what applies to the answers to all questions of a form, in easy words."""
    smallest = min((question.purpose.smallest_group for question in questions), default=0)
    return (
        "We count the answers. Then we look at who we hear from, and who we do not.",
        f"We never tell anyone about a group of fewer than {smallest} people.",
        "The law lets us ask. It says that we must treat people fairly (Equality Act 2010).",
        "Ask us for the full list of reasons. It tells you the law and who sees each answer.",
    )


def card(question: Question) -> dict[str, str]:
    """Return the lines of a question's purpose card, in reading order: heading → text."""
    purpose = question.purpose
    return {
        "Why we ask": purpose.why,
        "Who is asked": question.asked_of or "Everyone who is asked the other questions. Nobody has to answer.",
        "Lawful basis (UK GDPR, Article 6)": purpose.article_6,
        "Special category (UK GDPR, Article 9)": purpose.article_9,
        "Equality duty": purpose.duty,
        "Has the lawful basis been confirmed?": confirmed(purpose),
        "Who sees the answers": purpose.who_sees,
        "How long the answers are kept": purpose.kept,
        "Smallest group published": smallest_group(purpose),
        "What it changed last time": purpose.changed or NOTHING_RECORDED,
        WORDING: wording(question.standard),
    }


def common_lines(questions: Sequence[Question]) -> dict[str, str]:
    """Return the lines that most cards share, which a script says once; lines of only one card are left out."""
    cards = [card(question) for question in questions]
    found = {}
    for heading in cards[0] if cards else ():
        said, times = Counter(each[heading] for each in cards).most_common(1)[0]
        if times > 1:
            found[heading] = said
    return found


def confirmed(purpose: PurposeCard) -> str:
    """Return who confirmed the lawful basis, or that nobody has yet."""
    return (
        purpose.confirmed or "Not yet. It is a proposal until the council's data protection officer has confirmed it."
    )


def confirmed_sentence(questions: Sequence[Question]) -> str:
    """Return how many of the cards' lawful bases have been confirmed; the rest are proposals."""
    done = sum(bool(question.purpose.confirmed) for question in questions)
    if done == len(questions):
        return "The lawful basis on every card has been confirmed."
    if not done:
        return "The lawful basis on these cards is a proposal: the data protection officer has not confirmed it yet."
    return (
        f"The lawful basis has been confirmed on {done} of {len(questions)} cards; on the others it is a proposal "
        "until the council's data protection officer confirms it."
    )


def smallest_group(purpose: PurposeCard) -> str:
    """Return what is published about very few people: nothing."""
    return f"{purpose.smallest_group} people. Nothing is published about fewer, not even that there were some."


def wording(standard: Standard) -> str:
    """Return whose wording a question uses, how certain that is, and where ours differs."""
    differs = f" Where ours is different: {standard.differs}" if standard.differs else ""
    return (
        f"{standard.name} ({status(standard)}). Last checked {spoken_date(standard.checked)}: {standard.how}{differs}"
    )


def status(standard: Standard) -> str:
    """Return the status of the standard, in words."""
    return _STATUSES[standard.status]


def answers(part: Part) -> str:
    """Return the offered answers in one line; headings come before their answers."""
    said, above = [], ""
    for answer in part.offered:
        said.append(f"{answer.under}: {answer.label}" if answer.under not in ("", above) else answer.label)
        above = answer.under
    return " · ".join(said)


def part_number(question: int, part: int, how_many: int) -> str:
    """Return the number of a part on a form, from 1: ``3``, or ``2a`` if the question has several parts."""
    return str(question) if how_many == 1 else f"{question}{'abcdefgh'[part - 1]}"


def only_if(number: str, before: Part) -> str:
    """Return who should answer a conditional part, for people who read the form themselves."""
    return f"Answer this only if you ticked {_led(before)} in {number}."


def ask_only_if(number: str, before: Part) -> str:
    """Return who should be asked a conditional part, for people who read the form out."""
    return f"Ask this only if the answer to {number} was {_led(before)}."


def _led(before: Part) -> str:
    return listed([f"“{answer.label}”" for answer in before.leading_on]).replace("” and “", "” or “")
