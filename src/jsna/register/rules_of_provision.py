"""What must be true of community provision before it is saved."""

from __future__ import annotations

from datetime import date

from jsna.model.register.provision import Provision
from jsna.register.refusing import Refused


def checked_provision(before: Provision | None, after: Provision, today: date) -> Provision:
    """Return provision as it may be saved. Saving it is not checking it: the day of the last check stays.

    Args:
        before: the stored version, or None for a new one.
        after: what is to be saved.
        today: the day in England.

    Raises:
        Refused: something is missing; nothing is saved.
    """
    if not after.name.strip():
        raise Refused("Say what it is called.")
    if (after.latitude is None) != (after.longitude is None):
        raise Refused("A position needs both latitude and longitude.")
    if after.checked_on is not None and after.checked_on > today:
        raise Refused("It cannot have been checked on a day to come. Accepted: today or an earlier day.", "checked_on")
    if before is None:
        return after
    if before.checked_on is not None and (after.checked_on is None or after.checked_on < before.checked_on):
        message = f"It was checked on {before.checked_on:%d %B %Y}; an earlier day does not replace that."
        raise Refused(message)
    if (before.source, before.source_id) != (after.source, after.source_id):
        raise Refused("Where it came from stays as it was, so that the file it came from can be read again.")
    return after
