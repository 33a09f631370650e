"""Where this deployment keeps its data, read once from the environment.

What is said about the place (its default area, its bodies) stands in ``data/place.toml``; what is policy stands
beside the code that applies it. Only what differs from one machine to another stands here.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

DATA_VARIABLE = "JSNA_DATA"
UPLOADS_VARIABLE = "JSNA_UPLOADS"


@dataclass(frozen=True)
class Settings:
    """One deployment.

    Attributes:
        data: the folder that holds areas, boundaries, indicators and the release.
        uploads: whether the server takes files at all; without a page that asks for one, it should not.
    """

    data: Path
    uploads: bool = False

    @classmethod
    def read(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """Return the settings of this process; without ``JSNA_DATA``, the ``data`` folder of the checkout.

        Files are taken only where ``JSNA_UPLOADS`` is ``yes``.
        """
        named = environment.get(DATA_VARIABLE)
        return cls(
            data=Path(named) if named else checkout() / "data",
            uploads=environment.get(UPLOADS_VARIABLE, "") == "yes",
        )


def checkout() -> Path:
    """Return the root of the checkout this package is installed from (``pip install -e .``)."""
    return Path(__file__).resolve().parents[2]
