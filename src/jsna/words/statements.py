"""The words of a statement of the site: the council's text, with whom to ask and what is not confirmed yet."""

from __future__ import annotations

from string import Template

from jsna.model.place import Contact, Place, Statement
from jsna.words.plain import Link, Markdown, escaped
from jsna.words.provenance import spoken_date

#: What the foot of a page and the statements say where ``place.toml`` has no contact.
NO_CONTACT = "No address or telephone number has been given yet."


def contact_line(place: Place) -> str:
    """Return who can be asked and how, in one line of plain text."""
    contact = place.contact
    if contact is None:
        return f"{place.bodies.council}. {NO_CONTACT}"
    return ", ".join(each for each in (contact.team, *_ways(contact)) if each) + "."


def _contact(place: Place) -> Markdown:
    """The same with the address of e-mail as a link."""
    contact = place.contact
    if contact is None:
        return escaped(contact_line(place))
    said = [escaped(contact.team), Link(contact.email, f"mailto:{contact.email}").markdown]
    return Markdown(", ".join(filter(None, (*said, *map(escaped, _ways(contact)[1:])))) + ".")


def _ways(contact: Contact) -> tuple[str, ...]:
    return (contact.email, contact.telephone, contact.address)


def filled_in(text: Template, place: Place, backup_days: int) -> Markdown:
    """Return a statement with everything filled in; what comes from ``place.toml`` is never interpreted.

    Args:
        text: the statement.
        place: who runs the site.
        backup_days: days for which copies are kept.
    """
    reply_days = place.contact.reply_days if place.contact else Contact(team="").reply_days
    return Markdown(
        text.substitute(
            site=escaped(place.site_name),
            council=escaped(place.bodies.council),
            contact=_contact(place),
            reply_days=reply_days,
            backup_days=backup_days,
        )
    )


def not_written(place: Place) -> str:
    """Return the sentence for a statement that is not there."""
    return f"{place.bodies.council} has not written this statement yet."


def standing(place: Place, name: Statement) -> str:
    """Return whether the council has confirmed a statement, and when, in one sentence."""
    council, day = place.bodies.council, getattr(place.confirmed, name)
    if day is None:
        return f"{council} has not confirmed this statement yet."
    return f"{council} confirmed this statement on {spoken_date(day)}."
