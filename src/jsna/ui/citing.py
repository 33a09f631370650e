"""Figures that a need cites: from a link of this app to the sentence that it shows. Nobody types the figure."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qsl, urlencode, urlsplit

from jsna.errors import LinkError
from jsna.model.register.need import Figure
from jsna.model.selection import Selection
from jsna.settings import checkout
from jsna.ui import clock, compared, data, link, navigation, ways
from jsna.words.sentences import in_full

#: No link of this app is longer.
LONGEST_LINK = 2000


def of_link(address: str) -> Figure:
    """Return the figure that a link of this app shows.

    Args:
        address: as somebody copied it, with or without the server's name.

    Raises:
        LinkError: it is not a link of this app, or a part of it cannot be followed; the message says which.
    """
    parts = urlsplit(address.strip()[:LONGEST_LINK])
    page = parts.path.rstrip("/").rpartition("/")[2]
    pages = [file.name for file in navigation.page_files(checkout() / "pages")]
    query = dict(parse_qsl(parts.query))
    if page not in ("", *pages) or not query.keys() & {"area", "ward", "indicator"}:
        raise LinkError(
            "This is no link to a figure here. Open the figure on the map or a ward’s profile, press “Copy link” at "
            "the end of the page, and paste it."
        )
    found = link.opened({key: query[key] for key in link.KEYS if key in query}, data.catalogue(), data.pinned())
    if found.notes or found.elsewhere:
        message = " ".join(found.notes) or "The ward of this link is not in its place."
        raise LinkError(message)
    return of_selection(found.selection)


def of_selection(selection: Selection) -> Figure:
    """Return the figure that a selection shows, in today's release.

    Raises:
        NotAvailable: nothing is published about its characteristic.
    """
    shown = replace(selection, release=None, measure=None)
    compared.require_indicator(shown)
    comparison = data.compare(shown)
    area = shown.ward if shown.ward is not None and shown.ward in comparison.areas.index else shown.area
    query = urlencode(link.to_share(shown, data.release()), safe=",")
    return Figure(
        link=f"{ways.MAP}?{query}",
        said=in_full(comparison, clock.today()),
        indicator=shown.indicator,
        area=area,
        group=shown.group,
        release=data.release(),
    )
