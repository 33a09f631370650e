"""The folder that a database in a file lies in: whether it will do, and whether somebody has the file open."""

from __future__ import annotations

from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

#: Kinds of file systems on other machines, on which SQLite's log of writes is not safe.
_NETWORK = ("nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afs")


def prepare(state: Path) -> str:
    """Make the folder where it is missing; return what is wrong with it, or nothing."""
    try:
        state.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        return f"The folder of the register cannot be made ({error.strerror}). Set JSNA_STATE to one that can."
    if (kind := _file_system(state)) in _NETWORK:
        return (
            f"The folder of the register lies on another machine ({kind}), where SQLite may lose what is written. "
            "Set JSNA_STATE to a folder of this machine, or JSNA_REGISTER to a PostgreSQL."
        )
    return ""


def is_in_use(file: Path) -> bool:
    """Return whether another process has a file of SQLite open; False where the system cannot say."""
    shared = file.with_name(file.name + "-shm")
    if fcntl is None or not shared.exists():
        return False
    with shared.open("r+b") as opened:
        try:
            # Whoever has the database open holds a lock on this byte (SQLite, "WAL-mode file format").
            fcntl.lockf(opened, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, 128)
        except OSError:
            return True
    return False


def _file_system(folder: Path) -> str:
    """Return the kind of file system of a folder as Linux says it; empty elsewhere."""
    mounts = Path("/proc/self/mounts")
    if not mounts.exists():
        return ""
    here, found = folder.resolve(), ("", "")
    for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines():
        _, point, kind, *_ = line.split()
        if here.is_relative_to(point) and len(point) >= len(found[0]):
            found = (point, kind)
    return found[1]
