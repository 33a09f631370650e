"""The words of a heading: what they say of a column's numbers, and whether two phrases name the same people."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum


class Role(StrEnum):
    """What a column holds; the value completes "taken for …"."""

    AREA = "the code of an area"
    NAME = "the name of an area"
    POSTCODE = "a postcode"
    PERIOD = "a year or period"
    IDENTIFIER = "an identifier"
    COUNT = "a count"
    TOTAL = "a total"
    PERCENTAGE = "a percentage"
    RATE = "a rate, score or average"
    RANK = "a rank or class"
    AMOUNT = "an amount, not a count"
    THOUSANDS = "rounded to thousands"
    NOTE = "a note"
    TEXT = "words"
    UNKNOWN = "unknown numbers"


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_ALIKE = {
    **dict.fromkeys(("people", "persons", "resident", "residents", "population", "inhabitants", "headcount"), "person"),
    **dict.fromkeys(
        ("respondent", "respondents", "replied", "replies", "responded", "response", "responses", "answered"), "reply"
    ),
    **dict.fromkeys(("plus", "older", "above"), "over"),
    **dict.fromkeys(("children", "childrens"), "child"),
    **dict.fromkeys(("men", "males"), "male"),
    **dict.fromkeys(("women", "females"), "female"),
    **dict.fromkeys(("pct", "pcnt", "perc", "percentage", "percentages"), "percent"),
}  # fmt: skip
#: Words that say nothing about who is counted.
_FILLING = _set(
    "all total number of the in at a an who that were was are is and or to usual any every count each on roll aged age "
    "year base denominator"
)
#: Headings that name a base without saying whose.
GENERIC = frozenset({"total", "all", "base", "denominator", "sum", "overall", "n"})
#: Words for answers, of which one person may give several.
_ANSWERS = frozenset({"responses", "answers", "ticks", "mentions", "selections", "choices"})

_MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_MONTHS = re.compile(rf"\b({_MONTH})(uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?\b", re.IGNORECASE)
#: A year, or two joined: 2024, 2023/24, 2023-2024.
YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:\s?[/–-]\s?((?:19|20)?\d\d)(?!\d))?(?!\d)")

_THOUSANDS = re.compile(
    r"(?<![\d,])[’'`]?0{2,3}[’'`]?s?\b|\b(x ?)?1,?000s\b|\bx ?1,?000\b|\b(hundred|thousand|million)s?\b|\([km]\)",
    re.IGNORECASE,
)
_PER = re.compile(r"\bper\b(?!\s*cent)|/\s?1,?0{2,}", re.IGNORECASE)

_NOTES = _set("note comment remark footnote flag")
_PERIODS = _set(
    "year period date month quarter fy financial academic calendar school reporting reference data ending end of the"
)
_PERIOD_HEADS = _set("year period date month quarter fy")
_IDENTIFIERS = _set(
    "id objectid oid fid gid uid pid rowid globalid ogcfid uprn usrn urn guid uuid identifier tel "
    "telephone phone mobile fax"
)
#: Words that are an identifier only where nothing else is said but whose.
_NUMBERING = _set("code ref reference serial key row line index number no")
_REFERENCES = _set("reference ref serial")
_WHOSE = _set("area ward lsoa msoa district county council authority local school practice object feature unique of")
_PERCENTAGES = _set("percent share proportion")
_RATES = _set(
    "rate prevalence incidence ratio index score mean average avg median expectancy standardised standardized density "
    "imd sd ci lcl ucl value"
)
_RANKS = _set("rank ranking decile quintile quartile tertile centile percentile")
#: Words that are rarely said of a count; an analyst who names such a column knows better.
_AMOUNTS = _set(
    "cost spend spending spent income price budget pay wage salary amount pound euro hectare km metre mile acre "
    "latitude longitude lat lon lng easting northing minute hour length distance temperature weight weighted lower "
    "upper limit interval margin error change difference growth trend coverage uptake turnout fit probability "
    "risk age grade"
)
_PEOPLE = _set(
    "person pupil student child adult male female boy girl baby infant mother father parent veteran refugee migrant "
    "household family tenant owner carer claimant client patient user reply member voter elector worker employee "
    "learner speaker smoker participant applicant recipient beneficiary customer aged"
)
#: Words for people, households, things and events that are counted one by one.
_COUNTED = _PEOPLE | _set(
    "dwelling home house property car van vehicle unemployed job business school eligible disabled employed born case "
    "referral death birth admission attendance visit appointment offence crime incident answer application contact "
    "call permit badge count number total all base denominator numerator sum n"
)
#: A band of ages: 0 to 15, 65+, under 5.
_BAND = re.compile(
    r"\d{1,3}\s?(to|-|–)\s?\d{1,3}|(under |over )?\d{1,3}\s?(\+|(and|or) (over|under|older|above))?", re.IGNORECASE
)


def tokens(text: str) -> list[str]:
    """Return the words of a text in small letters, singular, with one word for "%" and "per cent"."""
    plain = re.sub(r"per[ -]?cent\b|%", " percent ", text.lower()).replace("’", "'").replace("'s", "s")
    plain = re.sub(r"\bmeans[- ]test", " meanstest", plain)
    # "Over 65" leaves out those who are 65, and "under 16" those who are 16: neither is "65 and over", "16 and under".
    plain = re.sub(r"\b(?:over|above|older than|more than) (\d+)", r" beyond \1", plain)
    plain = re.sub(r"(\d+) (?:and|or|&) (?:under|younger|below)\b", r"\1 upto ", plain)
    plain = re.sub(r"(\d)\s?\+", r"\1 over ", plain)
    plain = re.sub(r"\bno\.? of\b|#", " number ", plain)
    return [_one(word) for word in re.findall(r"[a-z]+|\d+", plain)]


def named(text: str) -> tuple[str, ...]:
    """Return a text as a name: two columns have one name only if their words are the same, "%" included."""
    return tuple(tokens(text))


def bare(text: str) -> tuple[str, ...]:
    """Return the name of a group without years, thousands and words for counting: "Number eligible (2024)"."""
    counting = {"number", "count", "n", "of"}
    return tuple(word for word in tokens(without_years(without_thousands(text))) if word not in counting)


def is_a_name(heading: str) -> bool:
    """Return whether a heading says that its column holds names of areas: Ward, Area name, LAD name."""
    said = set(tokens(heading))
    return bool(said) and said <= _WHOSE | {"name", "nm", "lad", "region"}


def is_only_a_number(heading: str) -> bool:
    """Return whether a heading says that its column holds counts, and not of whom: Number, Count, Numerator."""
    return set(tokens(heading)) in ({"number"}, {"count"}, {"numerator"})


def is_a_value(heading: str) -> bool:
    """Return whether a heading says that its column holds the numbers of a long table: Value, OBS_VALUE."""
    said = set(tokens(heading))
    return said in ({"observation"}, {"figure"}) or "value" in said <= {"value", "ob", "obs", "measure", "data"}


def is_of_another_time(heading: str) -> bool:
    """Return whether a heading is about an earlier time than the others: "Pupils last year"."""
    return bool({"last", "previous", "prior", "earlier", "ago"} & set(tokens(heading)))


def whom(text: str) -> frozenset[str]:
    """Return the words that say who is counted: "all pupils" and "Number of pupils (2024)" are the same.

    "People" counts only where nothing else is said: "people aged 65 and over" and "65+" are the same, "people" and
    "65+" are not.
    """
    said = {word for word in tokens(without_years(text)) if word not in _FILLING}
    return frozenset(said - {"person"} or said)


def nearest(text: str, headings: Iterable[str]) -> str:
    """Return the one heading that shares most words with a text; empty if none or several do."""
    said = whom(text)
    shared = {heading: len(said & whom(heading)) for heading in headings}
    most = max(shared.values(), default=0)
    found = [heading for heading, number in shared.items() if number == most]
    return found[0] if most and len(found) == 1 else ""


def without_years(text: str) -> str:
    """Return a heading without years and months: "2023 pupils" is "pupils"."""
    rest = " ".join(_MONTHS.sub(" ", YEARS.sub(" ", text)).split())
    return rest.replace("()", "").strip(" -–_:,()") if rest != text else text


def without_thousands(heading: str) -> str:
    """Return a heading without the mark that its numbers are thousands: "Claimants (000s)" is "Claimants"."""
    return _THOUSANDS.sub(" ", heading).replace("( )", " ").strip(" ,()")


def period_of(heading: str) -> str:
    """Return the period that a heading names, such as 2024 or 2023/24, or an empty text."""
    found = YEARS.search(heading)
    if found is None:
        return ""
    return found[1] if not found[2] else f"{found[1]}/{found[2][-2:]}"


def is_generic(heading: str) -> bool:
    """Return whether a heading names a total without saying of whom: Total, All, Out of, Denominator."""
    said = set(tokens(without_years(heading)))
    return said == {"out", "of"} or (said <= GENERIC | {"of", "in", "number", "age", "sex"} and bool(said & GENERIC))


def may_repeat(heading: str) -> bool:
    """Return whether a heading may count answers instead of people, so that one person may be in it several times."""
    return is_generic(heading) or bool(_ANSWERS & set(re.findall(r"[a-z]+", heading.lower())))


def exclude_each_other(headings: Iterable[str]) -> bool:
    """Return whether the headings show that nobody is in two of them: yes and no, sexes, bands of age, x and not x."""
    said = [frozenset(tokens(without_years(heading))) for heading in headings]
    if all(any(word.isdigit() for word in each) for each in said):
        return True
    pairs = ({"yes"}, {"no"}), ({"male"}, {"female"}), ({"boy"}, {"girl"}), ({"agree"}, {"disagree"})
    if any(any(one <= each for each in said) and any(other <= each for each in said) for one, other in pairs):
        return True
    negated = [each - {"not", "non", "without"} for each in said if each & {"not", "non", "without"}]
    return any(rest and rest in said for rest in negated)


def role_of(heading: str) -> Role:
    """Return what the words of a heading say of its numbers; ``UNKNOWN`` if they say nothing."""
    said = tokens(heading)
    words = set(said)
    whose = words - _NUMBERING
    told = (
        (words and words <= _NOTES, Role.NOTE),
        (_THOUSANDS.search(heading) and not _PER.search(heading), Role.THOUSANDS),
        (words & _PERCENTAGES, Role.PERCENTAGE),
        (words & _RANKS and not words & _PEOPLE, Role.RANK),
        (words & _RATES or _PER.search(heading), Role.RATE),
        (words & _PERIOD_HEADS and words <= _PERIODS | set(filter(str.isdigit, said)), Role.PERIOD),
        (
            words & _IDENTIFIERS
            or (words & _REFERENCES and not words & _PEOPLE)
            or (whose < words and whose <= _WHOSE and words not in ({"number"}, {"no"})),
            Role.IDENTIFIER,
        ),
        (is_generic(heading) or whom(heading) == {"person"}, Role.TOTAL),
        (words & _COUNTED or _BAND.fullmatch(heading.strip()), Role.COUNT),
        (words & _AMOUNTS or re.search(r"[£$€]", heading), Role.AMOUNT),
    )
    return next((role for holds, role in told if holds), Role.UNKNOWN)


def _one(word: str) -> str:
    """A word in the singular, or the word used for it."""
    if word in _ALIKE:
        return _ALIKE[word]
    if len(word) > 4 and word.endswith("ies"):
        word = f"{word[:-3]}y"
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    return _ALIKE.get(word, word)
