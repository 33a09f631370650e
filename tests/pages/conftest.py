"""The app as Streamlit runs it, without a browser: start from a link, then look at what the page holds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

#: Far above what any page takes; a page that hangs fails instead of waiting for ever.
SECONDS = 60

OpenPage = Callable[..., AppTest]


@pytest.fixture
def open_page(checkout: Path) -> OpenPage:
    """Return ``open_page(path, **query)``: the app run once at a page's link.

    ``path`` is the page's file relative to the checkout, ``pages/explore/map.py``; without it, the home page.
    """

    def opened(path: str | None = None, **query: str) -> AppTest:
        app = AppTest.from_file(str(checkout / "app.py"), default_timeout=SECONDS)
        for key, value in query.items():
            app.query_params[key] = value
        if path is not None:
            app.run()
            app.switch_page(path)
        return app.run()

    return opened
