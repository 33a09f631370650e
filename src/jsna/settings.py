"""What differs from one machine to another: read from the environment, and from ``jsna.toml`` below it.

Settings of the place (its default area, its bodies) are in ``data/place.toml``; policy is next to the code that
applies it. Only what differs between machines is here.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jsna import settings_file
from jsna.errors import SettingsError
from jsna.settings_file import Given, variable

DATA_VARIABLE = "JSNA_DATA"
UPLOADS_VARIABLE = "JSNA_UPLOADS"
STATE_VARIABLE, REGISTER_VARIABLE = "JSNA_STATE", "JSNA_REGISTER"
LOCAL_VARIABLE, ROLES_VARIABLE, BACKUP_VARIABLE = "JSNA_LOCAL", "JSNA_ROLES", "JSNA_BACKUP_DAYS"
TILES_VARIABLE, CREDIT_VARIABLE = "JSNA_TILES", "JSNA_TILES_CREDIT"
HOST_VARIABLE = "JSNA_HOST"
LOG_VARIABLE = "JSNA_LOG"
#: Names the file of settings; it can stand in the environment alone.
CONFIG_VARIABLE = "JSNA_CONFIG"

#: Every key of the file of settings: the name of a variable without ``JSNA_``, and what it is.
KEYS: dict[str, type] = {
    "data": Path,
    "uploads": bool,
    "state": Path,
    "register": str,
    "local": bool,
    "roles": Path,
    "backup_days": int,
    "tiles": str,
    "tiles_credit": str,
    "log": str,
    "host": str,
}
#: What nobody but the server reads.
SECRET = (REGISTER_VARIABLE,)

#: What the address of a tile server must look like: https, a plain host, and the three numbers that name a tile.
_TILES = re.compile(r"https://[a-z0-9][a-z0-9.-]*(:\d+)?/[\w./{}~%?=&-]*")

_HOST = re.compile(r"(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*")


@dataclass(frozen=True)
class TileServer:
    """A map background that the deployment chose.

    Attributes:
        address: https address with ``{z}``, ``{x}`` and ``{y}``; empty for none.
        credit: the attribution shown on the map, as plain text.
    """

    address: str = ""
    credit: str = ""

    @property
    def host(self) -> str:
        """The origin that the map's frame may load images from; empty for none."""
        return "/".join(self.address.split("/")[:3])


@dataclass(frozen=True)
class Settings:
    """One deployment.

    Attributes:
        data: the folder that holds areas, boundaries, indicators and the release.
        uploads: whether the server accepts uploads; it should not unless a page needs them.
        tiles: the tile server behind the map; none by default.
        state: the folder of what people record here: the register, where it is a file.
        register: address of the register's database; None for a file in the state folder.
        local: whether the server serves its own user alone, who needs no sign-in. It must listen to this machine only.
        backup_days: days for which backups, and other copies of the register, are kept.
        roles: the file that says which groups of the sign-in have which role; None for ``roles.toml`` in ``state``.
        hosts: names by which people ask for the server, beside this machine's own; in small letters, without port.
        log: how the server's log is written: ``plain``, or ``json`` for one object a line.
    """

    data: Path
    uploads: bool = False
    tiles: TileServer = TileServer()
    state: Path = Path("state")
    register: str | None = None
    local: bool = False
    backup_days: int = 35
    roles: Path | None = None
    hosts: tuple[str, ...] = ()
    log: str = "plain"

    @property
    def roles_file(self) -> Path:
        """The file that says which groups of the sign-in have which role."""
        return self.roles or self.state / "roles.toml"

    @classmethod
    def read(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """Return the settings of this process; without ``JSNA_DATA``, the ``data`` folder of the checkout.

        What the environment says counts over the file of settings. The state folder is ``state`` in the checkout
        unless ``JSNA_STATE`` names another. Uploads are accepted only if ``JSNA_UPLOADS`` is ``yes``; tiles are loaded
        only if ``JSNA_TILES`` names a tile server.

        Raises:
            SettingsError: ``JSNA_TILES`` is not an https address with the three numbers of a tile,
                ``JSNA_BACKUP_DAYS`` is not a number of days, ``JSNA_LOG`` is no way to write a log, ``JSNA_HOST`` is no
                list of names, or the file of settings cannot be read or holds what is not a setting.
        """
        environment = {name: each.value for name, each in in_force(environment).items()}
        named, state = environment.get(DATA_VARIABLE), environment.get(STATE_VARIABLE)
        roles = environment.get(ROLES_VARIABLE)
        return cls(
            data=Path(named) if named else checkout() / "data",
            uploads=environment.get(UPLOADS_VARIABLE, "") == "yes",
            tiles=_tiles(environment.get(TILES_VARIABLE, ""), environment.get(CREDIT_VARIABLE, "")),
            state=Path(state) if state else checkout() / "state",
            register=environment.get(REGISTER_VARIABLE) or None,
            local=environment.get(LOCAL_VARIABLE, "") == "yes",
            backup_days=_days(environment.get(BACKUP_VARIABLE, "35")),
            roles=Path(roles) if roles else None,
            hosts=_hosts(environment.get(HOST_VARIABLE, "")),
            log=_log(environment.get(LOG_VARIABLE, "")),
        )


def in_force(environment: Mapping[str, str] = os.environ) -> dict[str, Given]:
    """Return what was given, by variable: in the environment, and in the file of settings where that says nothing.

    Raises:
        SettingsError: the file cannot be read, or holds what is not a setting.
    """
    known = [variable(key) for key in KEYS]
    named = {name: Given(environment[name], "the environment") for name in known if name in environment}
    state = named.get(STATE_VARIABLE)
    folder = Path(state.value) if state and state.value else checkout() / "state"
    return {**settings_file.read(environment.get(CONFIG_VARIABLE) or None, folder, KEYS), **named}


def _log(given: str) -> str:
    if given not in ("", "plain", "json"):
        message = f"{LOG_VARIABLE} is {given!r}. Accepted: plain, json."
        raise SettingsError(message)
    return given or "plain"


def _hosts(given: str) -> tuple[str, ...]:
    names = tuple(name.strip().lower() for name in given.split(",") if name.strip())
    if not all(_HOST.fullmatch(name) for name in names):
        accepted = "names with commas between them and without port, such as needs.example.gov.uk"
        message = f"{HOST_VARIABLE} is {given!r}. Accepted: {accepted}."
        raise SettingsError(message)
    return names


def _days(given: str) -> int:
    if not (given.isascii() and given.isdigit() and 1 <= int(given) <= 3660):
        message = f"{BACKUP_VARIABLE} is {given!r}. Accepted: days from 1 to 3660."
        raise SettingsError(message)
    return int(given)


def _tiles(address: str, credit: str) -> TileServer:
    if address and not (_TILES.fullmatch(address) and all(part in address for part in ("{z}", "{x}", "{y}"))):
        accepted = "an https address with {z}, {x} and {y}, such as https://tiles.example/{z}/{x}/{y}.png"
        message = f"{TILES_VARIABLE} is {address!r}. Accepted: {accepted}."
        raise SettingsError(message)
    return TileServer(address, credit)


@cache
def checkout() -> Path:
    """Return the root of the checkout this package is installed from (``pip install -e .``)."""
    return Path(__file__).resolve().parents[2]
