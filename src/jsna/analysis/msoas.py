"""The MSOAs that a ward shares residents with, each with what is published for it and not for the ward."""

from __future__ import annotations

import pandas as pd

from jsna.areas.lookups import Lookups
from jsna.catalogue.kept import kept
from jsna.catalogue.msoa import counts
from jsna.catalogue.read import Catalogue
from jsna.model.msoa import BASE, MsoaTable, Touched


def touched(catalogue: Catalogue, about: MsoaTable, ward: str) -> tuple[Touched, ...]:
    """Return the MSOAs that share residents with a ward, those with most of them first; none for a ward without any.

    Args:
        catalogue: the open data; the ward is of its list.
        about: a table by MSOA.
        ward: code of the ward.

    Raises:
        CatalogueError: the table, or the look-up of small areas, is missing or damaged.
    """
    shared, residents = _shared(catalogue)
    if ward not in shared.index:
        return ()
    own = shared.loc[[ward]].sort_values(["residents", "msoa"], ascending=[False, True])
    published, living = counts(catalogue, about.slug).loc[own["msoa"]].to_dict("index"), int(own["residents"].sum())
    return tuple(
        Touched(
            code=code,
            shared=people,
            of_ward=people / living,
            of_msoa=people / int(residents[code]),
            base=published[code][BASE],
            groups={group: published[code][group] for group in about.groups},
        )
        for code, people in own[["msoa", "residents"]].itertuples(index=False, name=None)
    )


@kept(1)
def _shared(catalogue: Catalogue) -> tuple[pd.DataFrame, pd.Series[int]]:
    """The residents that wards and MSOAs share (``msoa, residents``; index: ward), and those of each MSOA."""
    pairs = Lookups(catalogue.data, catalogue.areas, catalogue.year).msoas
    return pairs.set_index("ward"), pairs.groupby("msoa")["residents"].sum()
