"""Sign-in at a real provider, beside the real server, in a real browser."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, expect

from jsna.model.register.person import Person, Role
from jsna.register import access
from jsna.register.opening import open_register
from jsna.settings import Settings
from tests.browser.conftest import DESK, opened
from tests.browser.harness import Heard, free_port, served, settle, visit
from tests.browser.signing_in import CLIENT, Deployment, deployment

SECRET = "known-to-both"  # noqa: S105 - of tests
NAME = "ann@example.gov.uk"
ADMINISTRATOR = Person("Ada", frozenset({Role.ADMINISTRATOR}))


@pytest.fixture(scope="session")
def iam_configuration(iam_configuration: dict[str, Any], iam_server_port: int) -> dict[str, Any]:
    """The provider, at an address that the browser may ask."""
    return {**iam_configuration, "SERVER_NAME": f"127.0.0.1:{iam_server_port}"}


@dataclass(frozen=True)
class Signed:
    """The app with a provider.

    Attributes:
        app: how it is set up.
        user: login of somebody in two groups that have roles, and in 200 that have none.
    """

    app: Deployment
    user: str


@pytest.fixture
def signed(iam_server: Any, tmp_path: Path) -> Iterator[Signed]:
    """The app, served, and a provider that knows one officer."""
    port = free_port()
    app = deployment(tmp_path, port, f"http://127.0.0.1:{iam_server.port}/", SECRET)
    client = iam_server.models.Client(
        client_id=CLIENT,
        client_secret=SECRET,
        client_name="Needs assessment",
        client_uri=app.address,
        redirect_uris=[f"{app.address}/oauth2callback"],
        post_logout_redirect_uris=[f"{app.address}/oauth2callback"],
        grant_types=["authorization_code"],
        response_types=["code"],
        scope=["openid", "profile", "email", "groups"],
        token_endpoint_auth_method="client_secret_basic",  # noqa: S106 - a name
    )
    iam_server.backend.save(client)
    iam_server.backend.update(client, audience=[client])
    iam_server.backend.save(client)
    user = iam_server.random_user(user_name=f"ann{uuid.uuid4().hex[:6]}", emails=[NAME], password=SECRET)
    names = ["needs-officers", "needs-moderators", *(str(uuid.uuid4()) for _ in range(200))]
    for name in names:
        iam_server.random_group(display_name=name, members=[user])
    iam_server.consent(user, client)
    with served(tmp_path / "server.log", environment=app.environment, port=port):
        yield Signed(app, user.user_name)


def test_an_officer_signs_in_is_blocked_and_signs_out(signed: Signed, browser: Browser) -> None:
    address = signed.app.address
    with opened(browser, Heard(address), viewport=DESK) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        visit(page, f"{address}/add-data")
        expect(page.get_by_text("To add figures and collections, sign in")).to_be_visible()
        page.get_by_role("button", name="Sign in").click()
        page.locator("input[name=login]").fill(signed.user)
        page.locator("input[name=login]").press("Enter")
        page.locator("input[name=password]").fill(SECRET)
        page.locator("input[name=password]").press("Enter")
        page.get_by_role("button", name="Signed in").wait_for(timeout=30_000)
        settle(page)

        started = next(parse_qs(urlsplit(url).query) for url in asked if "/oauth/authorize" in url)
        assert started["code_challenge_method"] == ["S256"]
        mine = [each for each in page.context.cookies(address) if each["name"].startswith("_streamlit_user")]
        assert sum(len(each["value"]) for each in mine) < 4000  # of 202 groups, the two with a role
        assert all(each["httpOnly"] and each["sameSite"] == "Lax" for each in mine)
        now = page.evaluate("Date.now() / 1000")
        assert all(each["expires"] - now <= 8 * 3600 for each in mine)

        page.get_by_role("button", name="Signed in").click()
        expect(page.get_by_text(f"{NAME}: contributor, moderator")).to_be_visible()
        visit(page, f"{address}/add-data")
        expect(page.get_by_test_id("stFileUploader")).to_be_visible()

        register = open_register(Settings(data=Path(), state=signed.app.state))
        access.block(register, ADMINISTRATOR, NAME, "left the council")
        page.reload()
        settle(page)
        expect(page.get_by_text("Your access has ended")).to_be_visible()
        expect(page.get_by_test_id("stFileUploader")).to_have_count(0)
        access.unblock(register, ADMINISTRATOR, NAME, "is back")
        register.database.close()

        page.get_by_role("button", name="Your sign-in").click()
        page.get_by_role("button", name="Sign out").click()
        # The provider's token was too long to keep, so that the provider asks who signs out; here they are out already.
        page.locator("button[name=answer][value=logout]").click()
        page.get_by_role("button", name="Sign in").wait_for(timeout=30_000)
        assert urlsplit(page.url).netloc == urlsplit(address).netloc
        assert not [each for each in page.context.cookies(address) if each["name"].startswith("_streamlit_user")]
