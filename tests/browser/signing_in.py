"""A deployment with a sign-in, for tests: its secrets, its roles, and the cookie of somebody who signed in."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from pathlib import Path

from streamlit.auth_util import set_cookie_with_chunks
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

CLIENT = "needs-assessment"
COOKIE_SECRET = "only-for-tests-0123456789abcdef0123456789"  # noqa: S105 - of tests
ROLES = """\
[roles]
contributor = ["needs-officers"]
moderator = ["needs-moderators"]
administrator = ["needs-administrators"]
"""


@dataclass(frozen=True)
class Deployment:
    """The settings of one.

    Attributes:
        state: the folder of its register and roles.
        address: of the app, without a slash at the end.
        environment: of the server's process.
    """

    state: Path
    address: str
    environment: dict[str, str]


def deployment(folder: Path, port: int, provider: str = "http://127.0.0.1:9/", secret: str = "") -> Deployment:
    """Write the files of a deployment whose app listens on a port.

    Args:
        folder: for its files.
        port: of the app.
        provider: address of the provider, with a slash at the end.
        secret: what the provider knows the app by.
    """
    state, secrets, address = folder / "state", folder / "secrets.toml", f"http://127.0.0.1:{port}"
    state.mkdir()
    (state / "roles.toml").write_text(ROLES, encoding="utf-8")
    secrets.write_text(
        f"""[auth]
redirect_uri = "{address}/oauth2callback"
cookie_secret = "{COOKIE_SECRET}"
client_id = "{CLIENT}"
client_secret = "{secret or CLIENT}"
server_metadata_url = "{provider}.well-known/openid-configuration"
client_kwargs = {{ scope = "openid profile email groups" }}
""",
        encoding="utf-8",
    )
    given = {
        "STREAMLIT_SECRETS_FILES": str(secrets),
        "JSNA_STATE": str(state),
        "JSNA_UPLOADS": "yes",
        "JSNA_LOCAL": "no",
    }
    return Deployment(state, address, given)


def cookies(address: str, *groups: str, **claims: object) -> dict[str, str]:
    """Return the cookies of somebody in groups, as the app sets them after a sign-in; claims replace the usual ones."""
    said = {
        "sub": "7f-a",
        "email": "ann@example.gov.uk",
        "aud": [CLIENT],
        "iat": int(time.time()),
        "groups": list(groups),
        "origin": address,
        "is_logged_in": True,
        "provider": "default",
    }
    found: dict[str, str] = {}
    set_cookie_with_chunks(
        found.__setitem__,
        lambda name, value: create_signed_value(COOKIE_SECRET, name, value),
        "_streamlit_user",
        json.loads(json.dumps({**said, **claims})),
        cookie_attr_size=64,
    )
    return {name: create_signed_value(COOKIE_SECRET, name, value).decode() for name, value in found.items()}
