"""Whether a frozen release is what it states, byte for byte; what can be mended from what is kept is mended."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from jsna.catalogue.releases import contents, withdrawn
from jsna.catalogue.releases.frozen import Frozen
from jsna.files.checked import digest

MISSING = "is missing from its release"
DAMAGED = "is damaged: its content is not what its release states"


def faults(store: Path, release: Frozen) -> Iterator[tuple[str, str]]:
    """Yield each file of a release that is not as stated, and what is wrong; what was withdrawn is to be gone.

    Args:
        store: the store of releases.
        release: the release.
    """
    gone = withdrawn.contents_of(store)
    for name, content in release.files.items():
        if content in gone:
            continue
        try:
            found = (release.folder / name).read_bytes()
        except OSError:
            yield name, MISSING
        else:
            if digest(found) != content:
                yield name, DAMAGED


def mended(store: Path, release: Frozen) -> list[tuple[str, str]]:
    """Mend a release from the contents that are kept, as far as it goes; return what is still wrong with it."""
    left = []
    for name, problem in faults(store, release):
        kept = contents.path_of(store, release.files[name])
        with suppress(OSError):
            if digest(kept.read_bytes()) == release.files[name]:
                (release.folder / name).unlink(missing_ok=True)
                contents.link(store, release.files[name], release.folder / name)
                continue
        left.append((name, problem))
    return left
