"""Ask a server on this machine whether it is ready: ``ready.py PORT [SECONDS]``; it ends with 0 once it is.

It needs nothing but Python, so that a unit or a container can run it every half minute.
"""

from __future__ import annotations

import json
import sys
import time
import urllib.error
import urllib.request


def asked(port: int) -> tuple[bool, str]:
    """Return whether the server is ready, and what it says."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as answer:
            return True, answer.read().decode()
    except urllib.error.HTTPError as refused:
        with refused:
            return False, refused.read().decode()
    except (OSError, ValueError) as error:
        return False, json.dumps({"stage": f"does not answer ({type(error).__name__})"})


def main() -> int:
    """Ask until the server is ready or the seconds are over; say what it said last."""
    port, seconds = int(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else 0.0
    latest = time.monotonic() + seconds
    while True:
        is_ready, said = asked(port)
        if is_ready or time.monotonic() >= latest:
            sys.stdout.write(f"{said}\n")
            return int(not is_ready)
        time.sleep(0.5)


if __name__ == "__main__":
    sys.exit(main())
