"""What a sign-in gives: never more than the provider said to this application, and not for long."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from jsna.errors import Findings
from jsna.model.register.person import ANYBODY, OWN_MACHINE, Person, Right, Role
from jsna.register import access
from jsna.register.database import NotRecorded
from jsna.register.opening import open_register
from jsna.settings import Settings
from jsna.ui import roles as roles_of
from jsna.ui import signed_in
from jsna.ui.roles import Roles
from jsna.ui.server import who
from jsna.ui.server.small_cookies import needed
from tests.browser import signing_in

NOW = int(time.time())
GIVEN = Roles(roles={"contributor": ("officers",), "moderator": ("mods", "leads")})
CLAIMS = {
    "is_logged_in": True,
    "sub": "7f-a",
    "email": "ann@example.gov.uk",
    "aud": ["us"],
    "iat": NOW,
    "groups": ["officers", *(f"other {number}" for number in range(200)), "leads"],
}


@pytest.fixture
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A register whose clock tests can set, in a deployment with a sign-in for `us`."""
    monkeypatch.setenv("JSNA_STATE", str(tmp_path))
    monkeypatch.setattr(signed_in, "client_id", lambda: "us")
    (tmp_path / "roles.toml").write_text('roles.contributor = ["officers"]\n', "utf-8")
    made = open_register(Settings.read())
    yield made
    made.database.close()


def test_roles_come_from_the_groups_that_have_one():
    person = signed_in.person_of(CLAIMS, GIVEN, "us")
    assert (person.name, person.subject) == ("ann@example.gov.uk", "7f-a")
    assert person.roles == {Role.VIEWER, Role.CONTRIBUTOR, Role.MODERATOR}
    assert person.signed_in_at == datetime.fromtimestamp(NOW, UTC)
    assert signed_in.person_of({**CLAIMS, "aud": "us", "groups": "mods"}, GIVEN, "us").roles == {
        Role.VIEWER,
        Role.MODERATOR,
    }


@pytest.mark.parametrize("groups", [None, [], "", ["Officers"], {"officers": 1}, [1, None], ["viewer", "moderator"]])
def test_other_groups_give_nothing(groups):
    assert signed_in.person_of({**CLAIMS, "groups": groups}, GIVEN, "us").roles == {Role.VIEWER}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"aud": ["another"]}, signed_in.FOR_ANOTHER),
        ({"aud": None}, signed_in.FOR_ANOTHER),
        ({"aud": ["us", "another"], "azp": "another"}, signed_in.FOR_ANOTHER),
        ({"email": ""}, signed_in.WITHOUT_NAME),
        ({"email": ["a", "b"]}, signed_in.WITHOUT_NAME),
        ({"sub": None}, signed_in.WITHOUT_NAME),
        ({"email_verified": False}, signed_in.NOT_VERIFIED),
        ({"iat": None}, signed_in.TOO_OLD),
        ({"iat": "yesterday"}, signed_in.TOO_OLD),
        ({"iat": 1e30}, signed_in.TOO_OLD),
        ({"iat": NOW - 9 * 3600}, signed_in.TOO_OLD),
        ({"iat": NOW + 3600}, signed_in.TOO_OLD),
    ],
)
def test_a_sign_in_that_cannot_be_used_gives_nothing_and_says_why(register, wrong, said):
    found = signed_in.reader({**CLAIMS, **wrong}, register)
    assert (found.person.roles, found.person.name, found.problem) == ({Role.VIEWER}, "", said)


def test_a_sign_in_lasts_and_a_block_or_a_role_taken_away_ends_it_at_once(register, tmp_path):
    def may():
        found = signed_in.reader(CLAIMS, register)
        return found.person.may(Right.WRITE), found.problem

    assert may() == (True, "")
    access.block(register, OWN_MACHINE, "ann@example.gov.uk", "left")
    assert may() == (False, signed_in.ENDED)
    access.unblock(register, OWN_MACHINE, "ann@example.gov.uk", "back")
    assert may() == (True, "")
    (tmp_path / "roles.toml").write_text('roles.contributor = ["other people"]\n', "utf-8")
    assert may() == (False, "")
    (tmp_path / "roles.toml").write_text("roles.contributor = 1\n", "utf-8")
    assert may()[0] is False


@pytest.mark.parametrize(
    "wrong", ['roles.viewer = ["x"]', 'roles.director = ["x"]', 'groups = ["x"]', 'groups_claim = ""']
)
def test_a_file_of_roles_with_a_mistake_is_refused(tmp_path, monkeypatch, wrong):
    monkeypatch.setenv("JSNA_ROLES", str(tmp_path / "given.toml"))
    assert roles_of.roles() == Roles()
    (tmp_path / "given.toml").write_text(wrong, "utf-8")
    with pytest.raises(Findings, match=r"given\.toml"):
        roles_of.roles()


def test_of_a_sign_in_only_what_is_needed_is_kept():
    kept = needed({**CLAIMS, "picture": "x" * 5000, "phone_number": "0"}, GIVEN)
    assert kept == {**CLAIMS, "groups": ["officers", "leads"]}
    assert needed({**CLAIMS, "upn": "ann"}, Roles(groups_claim="roles", name_claim="upn")) == {
        **{name: said for name, said in CLAIMS.items() if name != "groups"},
        "upn": "ann",
        "roles": [],
    }


def test_a_person_who_says_they_signed_in_long_ago_may_only_read():
    long_ago = Person("Ann", frozenset(Role), datetime(2020, 1, 1, tzinfo=UTC)).at(datetime.now(UTC))
    assert [right for right in Right if long_ago.may(right)] == [Right.READ, Right.TELL]
    assert not long_ago.is_signed_in


@pytest.mark.parametrize("origin", ["http://127.0.0.1:1", "http://evil.example", ""])
def test_the_cookie_of_a_request_counts_only_from_our_own_pages(monkeypatch, origin):
    monkeypatch.setattr(
        "streamlit.web.server.starlette.starlette_websocket.get_cookie_secret", lambda: signing_in.COOKIE_SECRET
    )
    given = signing_in.cookies("http://127.0.0.1:1", "officers")
    claims = who.claims_of(SimpleNamespace(cookies=given, headers={"origin": origin}))
    assert claims.get("groups") == (["officers"] if origin.startswith("http://127") else None)


def test_where_the_register_does_not_answer_a_sign_in_gives_nothing(register, monkeypatch):
    monkeypatch.setattr(access, "current", lambda *_: (_ for _ in ()).throw(NotRecorded("The register is busy.")))
    found = signed_in.reader(CLAIMS, register)
    assert (found.person, found.claimed, found.problem) == (ANYBODY, CLAIMS["email"], "The register is busy.")
