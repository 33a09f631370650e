"""A small map of where an area lies, as a picture that prints as it is shown."""

from __future__ import annotations

import html
from urllib.parse import quote

from jsna.figures import theme
from jsna.geo.outline import Outline


def locator_html(outline: Outline, said: str, *, dots: bool = False) -> str:
    """Return the map of an area within a larger one.

    Args:
        outline: both shapes.
        said: where it lies, in a sentence: the map's alternative text.
        dots: whether a dot stands on each of the area's wards, which are too small to be seen.
    """
    marks = "".join(f'<circle cx="{x}" cy="{y}" r="5" fill="{theme.PRIMARY}"/>' for x, y in outline.middles if dots)
    drawn = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-2 -2 {outline.width + 4} {outline.height + 4}" '
        f'stroke="{theme.QUIET}" stroke-linejoin="round">'
        f'<path fill="{theme.LAND}" d="{outline.larger}"/><path fill="{theme.PRIMARY}" d="{outline.own}"/>{marks}</svg>'
    )
    # As a picture, because Streamlit lets no SVG into a page.
    source = f"data:image/svg+xml,{quote(drawn)}"
    return f'<img class="jsna-locator" alt="{html.escape(said, quote=True)}" src="{source}">'
