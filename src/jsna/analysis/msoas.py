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
    shared = _shared(catalogue)
    own = shared[shared["ward"] == ward].sort_values(["residents", "msoa"], ascending=[False, True])
    published = counts(catalogue, about.slug).loc[own["msoa"]]
    return tuple(
        Touched(
            code=str(row["msoa"]),
            shared=int(row["residents"]),
            of_ward=float(row["of_ward"]),
            of_msoa=float(row["of_msoa"]),
            base=int(whole[BASE]),
            groups={group: int(whole[group]) for group in about.groups},
        )
        for (_, row), (_, whole) in zip(own.iterrows(), published.iterrows(), strict=True)
    )


@kept(1)
def _shared(catalogue: Catalogue) -> pd.DataFrame:
    """The residents that wards and MSOAs share: ``msoa, ward, residents``, and their shares of each."""
    pairs = Lookups(catalogue.data, catalogue.areas, catalogue.year).msoas
    whole = {f"of_{each}": pairs.groupby(each)["residents"].transform("sum") for each in ("ward", "msoa")}
    return pairs.assign(**{name: pairs["residents"] / total for name, total in whole.items()})
