"""What is written where nobody answered, or somebody would rather not: the usual words and codes of any question."""

from __future__ import annotations

import re

from jsna.ingest.records.spelling import is_negative, tidied

#: Records without a listed answer; together with the answers they cover everyone.
NOT_ANSWERED, NOT_SAID, NOT_UNDERSTOOD = "not-answered", "prefer-not-to-say", "not-understood"
WITHOUT_CODE = (NOT_ANSWERED, NOT_SAID, NOT_UNDERSTOOD)

_NOT_SAID = (
    "prefer not to say", "I prefer not to say", "I would prefer not to say", "prefer not to answer", "rather not say",
    "would rather not say", "I'd rather not say", "I would rather not say", "rather not answer", "prefer not say",
    "prefer not to disclose", "prefer not to state", "prefer to not say", "do not wish to say", "do not wish to answer",
    "do not wish to disclose", "did not wish to answer", "do not want to say", "do not want to answer",
    "not wish to answer", "chose not to say", "choose not to say", "decline", "declined", "declined to answer",
    "declined to say", "declined to disclose", "declined to state", "refuse", "refused", "refused to answer",
    "refused to say", "refusal", "client refused", "patient refused", "information refused", "REFU", "PNTS", "PNS",
    "withheld", "not disclosed", "undisclosed", "opted out",
    "not stated (person asked but declined to provide a response)", "not stated (client refused)",
)  # fmt: skip
_NOT_ANSWERED = (
    "not answered", "unanswered", "did not answer", "no answer", "no answer given", "no reply", "no response",
    "no response given", "non-response", "not stated", "none stated", "unstated", "unknown", "not known", "N/K", "NK",
    "N/S", "NS", "unknown / not recorded", "not known / not recorded", "not known (not recorded)", "not asked",
    "blank", "<blank>", "empty", "no entry", "not entered", "not completed", "incomplete", "missing", "missing data",
    "missing value", "unspecified", "not specified", "none specified", "not recorded", "none recorded", "unrecorded",
    "not captured", "not obtained", "not yet obtained", "information not yet obtained", "information not obtained",
    "NOBT", "not yet known", "not yet recorded", "unable to obtain", "unable to ask", "not provided", "none provided",
    "not given", "none given", "not supplied", "not collected", "not held", "not reported", "not declared",
    "undeclared", "undefined", "unclassified", "not classified", "no data", "no information", "no value", "no record",
    "not available", "unavailable", "data not available", "not applicable", "item not applicable", "N/A", "NA", "<NA>",
    "#N/A", "NULL", "<null>", "NaN", "nil", "nil return", "not selected", "skipped", "TBC", "to be confirmed",
    "don't know", "do not know", "dont know", "I don't know", "DK", "not sure", "unsure", "don't know / not sure",
    "person asked and does not know or is not sure", "don't know / no answer", "don't know / not stated",
)  # fmt: skip
#: What a survey file or a service writes for no answer where the answers are no such numbers.
_NUMBERS = frozenset({"99", "999", "9999", "99999"})
#: Answers are numbers that those could be one of, from here on.
_LARGE = 90
#: The code that a survey file or a service writes before words: "Z - Not stated", "-8 Don't know", "W1: White British".
_LABELLED = re.compile(r"(?:-?\d{1,3}|[a-z]|[a-z]\d) (.*[^\W\d_]{2}.*)")


def without_label(text: str) -> str:
    """Return what stands after the code before an answer; empty where there is no such code.

    Args:
        text: tidied.
    """
    labelled = _LABELLED.fullmatch(text)
    return labelled[1] if labelled else ""


def is_silent(text: str, answers: frozenset[str]) -> str | None:
    """Return ``NOT_ANSWERED`` or ``NOT_SAID`` where a spelling says that there is no answer, else None.

    Survey files write numbers for that: -9 refused, -8 don't know, -1 not applicable, 99 not known. They are answers
    where the question itself has such numbers among its answers.

    Args:
        text: tidied.
        answers: the tidied spellings of the question's answers.
    """
    words = {text, without_label(text)}
    if words & _UNSAID:
        return NOT_SAID
    negative = is_negative(text) and not any(map(is_negative, answers))
    number = text in _NUMBERS and not any(_is_large(answer) for answer in answers)
    return NOT_ANSWERED if words & _BLANK or negative or number else None


def _is_large(answer: str) -> bool:
    return answer.isdecimal() and int(answer) >= _LARGE


_UNSAID = frozenset(map(tidied, _NOT_SAID))
_BLANK = frozenset(map(tidied, _NOT_ANSWERED))
