"""The link is the state: an address becomes a selection, a selection becomes an address. Nothing else writes it.

The keys are a public interface: shared links must keep working. Defaults are left out. A link made for sharing also
writes out the defaults that another release could change.
"""

from jsna.ui.link.defaults import default_selection, first_of, of_characteristic
from jsna.ui.link.keys import KEYS
from jsna.ui.link.notices import in_another_place, not_known, of_another_release, shown
from jsna.ui.link.query import Opened, opened
from jsna.ui.link.writing import address, in_full, to_share

__all__ = [
    "KEYS",
    "Opened",
    "address",
    "default_selection",
    "first_of",
    "in_another_place",
    "in_full",
    "not_known",
    "of_another_release",
    "of_characteristic",
    "opened",
    "shown",
    "to_share",
]
