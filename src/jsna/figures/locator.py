"""A small map of where an area lies, as an SVG that prints as it is shown."""

from __future__ import annotations

import html

from jsna.geo.outline import Outline


def locator_html(outline: Outline, said: str) -> str:
    """Return the map of an area within a larger one.

    Args:
        outline: both shapes.
        said: where it lies, in a sentence: the map's alternative text.
    """
    width, height = outline.width + 4, outline.height + 4
    return (
        f'<svg class="jsna-locator" role="img" aria-label="{html.escape(said, quote=True)}" '
        f'viewBox="-2 -2 {width} {height}">'
        f'<path class="jsna-larger" d="{outline.larger}"/><path class="jsna-here" d="{outline.own}"/></svg>'
    )
