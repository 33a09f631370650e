"""What is published for MSOAs and not for wards, in sentences."""

from __future__ import annotations

from jsna.model.msoa import MsoaTable, Touched
from jsna.words.numbers import count, percent, spoken
from jsna.words.plain import Link, Markdown, escaped
from jsna.words.provenance import method, spoken_date

#: Why a row of a download has no ward's code.
NOT_THE_WARD = "published for this area (MSOA), not for the ward"


def heading(about: MsoaTable) -> str:
    """Return the heading: ``Sexual orientation in the small areas this ward touches``."""
    return f"{about.title} in the small areas this ward touches"


def lead(about: MsoaTable) -> str:
    """Return the words of the way from a map of larger areas to a ward's profile."""
    return f"{about.title} in the small areas that a ward touches: see its profile"


def explained(about: MsoaTable, ward: str) -> str:
    """Return for what areas the figures are published, how people answered, and that the ward has none.

    Args:
        about: the table.
        ward: the ward's name.
    """
    return (
        f"Published for areas of some 8,000 people (middle layer super output areas, MSOAs), not for wards. "
        f"{about.answering} These are figures of the whole areas. We do not work out a figure for {spoken(ward)} "
        "from them."
    )


def asked(about: MsoaTable) -> str:
    """Return the question, out of whom, and when it was asked."""
    when = spoken_date(about.reference_date)
    return f"The question was: “{about.question}” Numbers are out of {about.base}. Date: {when}."


def source(about: MsoaTable) -> str:
    """Return publisher, table and method in one line."""
    return f"{_published(about)}. {method(about.source)}"


def source_link(about: MsoaTable) -> Markdown:
    """Return the same in Markdown, with a link to the publisher's table."""
    return Markdown(f"{Link(_published(about), about.source.url).markdown}. {escaped(method(about.source))}")


def nowhere(ward: str) -> str:
    """Return why no area is shown for a ward."""
    return f"No such area is known for {spoken(ward)}: the census counts its residents in neighbouring wards."


def lives_there(area: Touched) -> str:
    """Return how many of the ward's residents live in an area: ``3,412: 41.6% of the ward, 45.3% of the area``."""
    return f"{count(area.shared)}: {percent(area.of_ward)} of the ward, {percent(area.of_msoa)} of the area"


def people(area: Touched, group: str) -> str:
    """Return n of N and the percentage of one group in a whole area."""
    number = area.groups[group]
    return f"{count(number)} of {count(area.base)} ({percent(number / area.base)})"


def _published(about: MsoaTable) -> str:
    return f"{about.source.publisher}, {about.source.table}"
