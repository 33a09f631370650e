"""Which place opens first, which bodies answer for it, and whom readers can ask."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import field_validator

from jsna.model.area import ENGLAND, WARD_YEARS
from jsna.model.characteristic import Characteristic
from jsna.model.selection import Baseline
from jsna.model.strict import Strict

#: The statements that the law wants on a public site.
Statement = Literal["accessibility", "privacy"]
STATEMENTS: tuple[Statement, ...] = ("accessibility", "privacy")


class Bodies(Strict):
    """Who is responsible for the place, by the names readers know."""

    council: str
    board: str
    nhs: tuple[str, ...] = ()


class Contact(Strict):
    """Whom readers can ask about the site, as its foot and its statements name them; what is not given is left out."""

    team: str
    email: str = ""
    telephone: str = ""
    address: str = ""
    reply_days: int = 10
    """Working days within which an answer is promised."""


class Confirmed(Strict):
    """The day on which the council confirmed each statement; without one, the statement says that it has not."""

    accessibility: date | None = None
    privacy: date | None = None


class Place(Strict):
    """What a reader sees first; the one file to change to use the product elsewhere."""

    name: str
    area: str = ENGLAND
    """Code of the place: a county, a district, a region or England."""
    ward: str
    """Code of the ward that the pages about one ward open on."""
    baseline: Baseline = Baseline.ENGLAND
    characteristic: Characteristic = Characteristic.DISABILITY
    indicator: str
    """Slug of the indicator that is shown first."""
    wards: int = WARD_YEARS[0]
    """Year of the list of wards that the place works with: pages open on it, and a council's own files go into it."""
    site: str = ""
    """The site's name, at the top of every page; if empty, made from the place's."""
    bodies: Bodies
    contact: Contact | None = None
    confirmed: Confirmed = Confirmed()

    @property
    def site_name(self) -> str:
        """The site's name."""
        return self.site or f"{self.name} needs assessment"

    @field_validator("wards")
    @classmethod
    def _a_list_that_is_loaded(cls, year: int) -> int:
        if year not in WARD_YEARS:
            message = f"there are wards of {' and '.join(map(str, WARD_YEARS))}"
            raise ValueError(message)
        return year
