"""How many pages one process can hold open: each takes files of the system, and those are few by default."""

from __future__ import annotations

from contextlib import suppress

with suppress(ImportError):  # Windows has no such limit
    import resource

#: Pages that one process holds open at most, however many files it may open.
MOST_PAGES = 1_000
#: Files that a page holds while it is open; those left open by pages that are gone, by libraries, data and downloads.
FILES_A_PAGE, OTHER_FILES = 4, 600


def pages() -> int:
    """Let this process open as many files as the system allows it, and return how many pages that is enough for.

    Most systems start a program with 1,024 files, which 250 open pages use up; then nobody else can come at all.
    """
    return max(1, min(MOST_PAGES, (_files() - OTHER_FILES) // FILES_A_PAGE))


def _files() -> int:
    """Return how many files this process may open, no more than it needs."""
    needed = OTHER_FILES + MOST_PAGES * FILES_A_PAGE
    if "resource" not in globals():
        return needed
    present, most = (_number(each, needed) for each in resource.getrlimit(resource.RLIMIT_NOFILE))
    wanted = min(needed, most)
    if present < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    return max(present, wanted)


def _number(limit: int, needed: int) -> int:
    return needed if limit == resource.RLIM_INFINITY else limit
