"""Keep records uploaded in the browser in memory while they are counted, then delete them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

#: Linux keeps this folder in memory. Without it, the system's temporary folder is used briefly.
MEMORY = Path("/dev/shm")  # noqa: S108 - only this process reads what is made in it  # nosec B108


@contextmanager
def in_memory(content: bytes, ending: str = ".csv") -> Iterator[Path]:
    """Yield the path of a file of records that only this process can read, and delete it at the end.

    Args:
        content: the file's bytes.
        ending: of its name.
    """
    with tempfile.TemporaryDirectory(prefix="jsna-", dir=MEMORY if MEMORY.is_dir() else None) as folder:
        path = Path(folder) / f"records{ending}"
        path.write_bytes(content)
        yield path
