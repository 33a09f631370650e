"""The server keeps the dates that people were promised: about every hour it deletes what is past its date."""

from __future__ import annotations

import logging
import threading
import time
import weakref
from collections.abc import Callable

from jsna.errors import JsnaError
from jsna.model.register.person import Person, Role
from jsna.register.register import Register
from jsna.register.retiring import retire

#: Seconds after the start of the server, and from one time to the next.
FIRST, EVERY = 60, 3_600
#: As whom the history names it. It reads no private words.
KEEPER = Person("the register's own keeping", frozenset({Role.ADMINISTRATOR}))
_log = logging.getLogger(__name__)


def start(register: Register) -> None:
    """Keep the dates of a register from now on, in a thread that ends with the server or with the register."""
    known = weakref.ref(register)
    threading.Thread(target=keep, args=(known, time.sleep), name="jsna-keeping", daemon=True).start()


def keep(known: Callable[[], Register | None], wait: Callable[[float], object]) -> None:
    """Keep the dates of a register until it is held by nobody else. What goes wrong is tried again the next time.

    Args:
        known: returns the register, or None once it is gone.
        wait: waits for so many seconds.
    """
    trouble, seconds = "", FIRST
    while True:
        wait(seconds)
        register, seconds = known(), EVERY
        if register is None:
            return
        said = once(register)
        if said and said != trouble:
            _log.warning("What is past its date was not deleted; it is tried again every hour: %s", said)
        trouble = said
        del register


def once(register: Register) -> str:
    """Delete what is past its date; return what went wrong, in words that hold nobody's own.

    Where the file of the register has gone, nothing is done and nothing made: opening it next says so.
    """
    file = register.database.file
    if file is not None and not file.exists():
        return ""
    try:
        gone = retire(register, KEEPER)
    except JsnaError as error:
        return str(error)
    except Exception as error:  # noqa: BLE001 - whatever it is, what is promised is tried again
        return type(error).__name__
    if gone:
        _log.warning("Deleted because it was past its date: %d", len(gone))
    return ""
