"""What a sign-in says of somebody, and whether it may be used here.

Streamlit has checked the provider's signature, and signed the cookie itself. It checks neither again later, so that
what was said at sign-in is checked here on every run: for whom it was meant, when, and by whom.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from streamlit.auth_util import get_secrets_auth_section

from jsna.errors import JsnaError
from jsna.model.register.person import ANYBODY, Person
from jsna.register import access
from jsna.register.register import Register
from jsna.ui.roles import Roles, roles

#: What Streamlit calls the provider where there is one.
PROVIDER = "default"
FOR_ANOTHER = "Your sign-in was made for another application. Sign out, and sign in here."
WITHOUT_NAME = "Your sign-in does not say who you are. Whoever runs this site can tell you what is missing."
NOT_VERIFIED = "Your e-mail address has not been confirmed where you sign in. Confirm it, then sign in again."
TOO_OLD = "Your sign-in has run out. Sign in again."
ENDED = "Your access has ended. Ask the administrator of the register."


@dataclass(frozen=True)
class Reader:
    """Who reads a page.

    Attributes:
        person: with the rights that they have now.
        claimed: who signed in, whether or not that is accepted; empty for nobody.
        problem: why the sign-in gives nothing, as a sentence; empty if it is accepted, or if there is none.
    """

    person: Person = ANYBODY
    claimed: str = ""
    problem: str = ""


class NotAccepted(JsnaError):
    """The sign-in cannot be used: the message says why."""


def is_configured() -> bool:
    """Return whether this deployment has a sign-in."""
    return bool(client_id())


def client_id() -> str:
    """Return the name under which the provider knows this application; empty where there is no sign-in."""
    return str(get_secrets_auth_section().get("client_id", ""))


def is_over_https() -> bool:
    """Return whether people come back from the provider by https, whatever a proxy makes of it on the way."""
    return str(get_secrets_auth_section().get("redirect_uri", "")).startswith("https://")


def reader(claims: Mapping[str, Any], register: Register) -> Reader:
    """Return who reads, by what the provider said when they signed in.

    Args:
        claims: the sign-in; empty for nobody.
        register: says who is blocked, and what time it is.
    """
    if not claims.get("is_logged_in"):
        return Reader()
    who = claimed(claims)
    try:
        signed_in = person_of(claims, roles(), client_id())
        current = access.current(register, signed_in)
    except JsnaError as problem:
        # What cannot be checked gives nothing: a damaged file of roles, a database that does not answer.
        return Reader(claimed=who, problem=str(problem))
    if current is None:
        return Reader(claimed=who, problem=ENDED)
    if not current.is_signed_in:
        return Reader(claimed=who, problem=TOO_OLD)
    return Reader(current, who)


def claimed(claims: Mapping[str, Any]) -> str:
    """Return who a sign-in says it is, for themselves to read; nothing is checked."""
    return str(claims.get("email") or claims.get("name") or claims.get("sub") or "somebody")


def person_of(claims: Mapping[str, Any], given: Roles, client: str) -> Person:
    """Return the person that a sign-in describes.

    Args:
        claims: what the provider said.
        given: the roles of groups.
        client: the name under which the provider knows this application.

    Raises:
        NotAccepted: it was made for another application, or says not who they are or when they signed in.
    """
    meant_for = _listed(claims.get("aud"))
    if not client or client not in meant_for or (len(meant_for) > 1 and claims.get("azp", client) != client):
        raise NotAccepted(FOR_ANOTHER)
    name, subject, at = claims.get(given.name_claim), claims.get("sub"), claims.get("iat")
    if not isinstance(name, str) or not name.strip() or not isinstance(subject, str) or not subject:
        raise NotAccepted(WITHOUT_NAME)
    if given.name_claim == "email" and claims.get("email_verified") is False:
        raise NotAccepted(NOT_VERIFIED)
    if isinstance(at, bool) or not isinstance(at, int | float):
        raise NotAccepted(TOO_OLD)
    try:
        signed_in_at = datetime.fromtimestamp(at, UTC)
    except (OverflowError, ValueError, OSError) as error:
        raise NotAccepted(TOO_OLD) from error
    groups = frozenset(_listed(claims.get(given.groups_claim)))
    return Person(name.strip(), given.of(groups), signed_in_at, subject)


def _listed(claim: object) -> list[str]:
    """A claim that is one text or several."""
    if isinstance(claim, str):
        return [claim]
    return [each for each in claim if isinstance(each, str)] if isinstance(claim, list | tuple) else []
