"""What is drawn ahead is sent first, with what must be in place before it; all else follows in its order."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from jsna.ui import outbox


class Page:
    """A page that draws parts by their paths, and what has left it."""

    def __init__(self) -> None:
        self.sent: list[tuple[int, ...]] = []
        self.context = SimpleNamespace(_enqueue=lambda message: self.sent.append(tuple(message.metadata.delta_path)))

    def draw(self, *path: int, kind: str = "new_element") -> None:
        message = ForwardMsg()
        getattr(message.delta, kind).SetInParent()
        message.metadata.delta_path.extend(path)
        self.context._enqueue(message)


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> Page:
    page = Page()
    monkeypatch.setattr(outbox, "get_script_run_ctx", lambda: page.context)
    return page


def test_what_is_ahead_takes_only_its_containers_and_what_is_before_them_along(page: Page) -> None:
    with outbox.hold_back():
        page.draw(1, 0)  # a list at the side
        page.draw(0, 0)  # the headline
        page.draw(0, 1, kind="add_block")
        page.draw(0, 1, 0)  # a switch in a row above the map
        page.draw(0, 2, kind="add_block")
        page.draw(0, 2, 1)
        with outbox.ahead():
            page.draw(0, 2, 0)
        assert page.sent == [(0, 0), (0, 1), (0, 2), (0, 2, 0)]
        page.draw(0, 3)
    assert page.sent[4:] == [(1, 0), (0, 1, 0), (0, 2, 1), (0, 3)]


def test_a_reader_who_has_to_wait_sees_so_at_once(page: Page) -> None:
    with outbox.hold_back():
        page.draw(1, 0)
        page.draw(0, 0)
        page.draw(0, 1, kind="new_transient")
        assert page.sent == [(0, 0), (0, 1)]


def test_a_page_that_breaks_has_sent_what_it_drew(page: Page) -> None:
    def breaks() -> None:
        with outbox.hold_back():
            page.draw(0, 0)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        breaks()
    assert page.sent == [(0, 0)]
    page.draw(0, 1)
    assert page.sent == [(0, 0), (0, 1)]


def test_nothing_is_held_back_outside(page: Page) -> None:
    with outbox.ahead():
        page.draw(0, 0)
    assert page.sent == [(0, 0)]
