"""A place's wards in the colours of the map, as a picture that prints as it is shown."""

from __future__ import annotations

import html
from collections.abc import Mapping
from urllib.parse import quote

from jsna.figures import theme
from jsna.geo.outline import Ground


def picture_html(ground: Ground, colours: Mapping[str, str], said: str) -> str:
    """Return the picture.

    Args:
        ground: the place.
        colours: of each of its wards, by code; without any, the place's outline alone is drawn.
        said: what it shows, in a sentence: its alternative text.
    """
    paths = ground.paths() if colours else {}
    wards = "".join(f'<path fill="{colours[code]}" d="{path}"/>' for code, path in paths.items())
    drawn = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-2 -2 {ground.width + 4} {ground.height + 4}" '
        f'stroke-linejoin="round"><path fill="{theme.LAND}" d="{ground.path}"/>'
        f'<g stroke="{theme.PAPER}" stroke-width="0.4">{wards}</g>'
        f'<path fill="none" stroke="{theme.QUIET}" stroke-width="1" d="{ground.path}"/></svg>'
    )
    source = f"data:image/svg+xml,{quote(drawn)}"
    return f'<img class="jsna-place" alt="{html.escape(said, quote=True)}" src="{source}">'
