"""What "Tell us" is made of, as the pages read it: kept until a file under ``data/`` has changed."""

from __future__ import annotations

from typing import NamedTuple

from jsna.catalogue.kept import kept
from jsna.catalogue.read import Catalogue
from jsna.catalogue.telling import offered, read_routes, read_settings
from jsna.model.telling.language import Language
from jsna.model.telling.route import Routes
from jsna.model.telling.settings import TellUs
from jsna.ui.look import whole


class Telling(NamedTuple):
    """Everything that a council decides, lists and says.

    Attributes:
        settings: what the council decides.
        routes: who can help.
        languages: those that people can choose, in their order.
    """

    settings: TellUs
    routes: Routes
    languages: tuple[Language, ...]

    def language(self, code: str) -> Language | None:
        """Return a language that is offered; None where it is not, or not any more."""
        return next((each for each in self.languages if each.code == code), None)


def telling() -> Telling:
    """Return what "Tell us" is made of.

    Raises:
        Findings: the settings, the contacts or the first language are wrong.
    """
    return _telling(whole())


@kept(1)
def _telling(everything: Catalogue) -> Telling:
    data = everything.data
    return Telling(read_settings(data), read_routes(data), tuple(offered(data)))
