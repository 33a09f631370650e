"""Whether a frozen release is what it states, byte for byte; what can be mended from what is kept is mended."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from jsna.catalogue.releases import contents, frozen, withdrawn
from jsna.catalogue.releases.frozen import Frozen
from jsna.files.checked import STATEMENT, digest

MISSING = "is missing from its release"
DAMAGED = "is damaged: its content is not what its release states"
DAMAGED_STATEMENT = "is missing or damaged, and so nothing of its release can be checked"


def faults(store: Path, release: Frozen) -> Iterator[tuple[str, str]]:
    """Yield each file of a release that is not as stated, and what is wrong; what was withdrawn is to be gone.

    Args:
        store: the store of releases.
        release: the release.
    """
    if not frozen.has_statement(release):
        yield STATEMENT, DAMAGED_STATEMENT
    gone = withdrawn.gone_from(store, release)
    for name, content in release.files.items():
        if name in gone:
            continue
        try:
            found = (release.folder / name).read_bytes()
        except OSError:
            yield name, MISSING
        else:
            if digest(found) != content:
                yield name, DAMAGED


def mended(store: Path, release: Frozen, data: Path) -> list[tuple[str, str]]:
    """Mend a release as far as it goes; return what is still wrong with it.

    Args:
        store: the store of releases, whose contents may be whole where the release is not.
        release: the release.
        data: the data folder, which may have the same files.
    """
    with suppress(OSError):
        frozen.state(release)
    left = []
    for name, problem in faults(store, release):
        if name == STATEMENT or not _mend(store, release, name, data):
            left.append((name, problem))
    return left


def _mend(store: Path, release: Frozen, name: str, data: Path) -> bool:
    """Put a file back as it was stated; return False where nobody has it any more, or the disk refuses."""
    content, target = release.files[name], release.folder / name
    for source in (contents.path_of(store, content), data / name):
        with suppress(OSError):
            if digest(source.read_bytes()) == content:
                contents.keep(store, source)
                target.unlink(missing_ok=True)
                return contents.link(store, content, target)
    return False
