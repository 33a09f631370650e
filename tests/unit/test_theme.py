"""Colours: told apart by everybody, on a light and on a dark ground, and never the only sign."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest

from jsna.figures import theme

DARK, WHITE = "#0e1117", "#ffffff"


def linear(colour: str) -> np.ndarray:
    channels = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def luminance(colour: str) -> float:
    return float(linear(colour) @ [0.2126, 0.7152, 0.0722])


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


#: Linear red, green and blue as they are seen without one kind of cone. Source: Machado, Oliveira and Fernandes (2009),
#: A physiologically-based model for simulation of color vision deficiency, severity 1.0.
SEEN_BY = {
    "everybody": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}


def lab(seen: np.ndarray) -> np.ndarray:
    """CIELAB of linear red, green and blue (D65)."""
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    xyz = to_xyz @ np.clip(seen, 0, 1) / [0.9505, 1, 1.089]
    x, y, z = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def apart(one: str, other: str, eyes: str) -> float:
    model = np.array(SEEN_BY[eyes])
    return float(np.linalg.norm(lab(model @ linear(one)) - lab(model @ linear(other))))


@pytest.mark.parametrize("eyes", SEEN_BY)
@pytest.mark.parametrize("ramp", [theme.DIVERGING, theme.SEQUENTIAL])
def test_no_class_looks_like_another_or_like_the_sea(ramp: tuple[str, ...], eyes: str) -> None:
    assert min(apart(one, other, eyes) for one, other in combinations((*ramp, theme.SEA), 2)) > 10


@pytest.mark.parametrize("ramp", [theme.DIVERGING[:3], theme.DIVERGING[:1:-1], theme.SEQUENTIAL[::-1]])
def test_every_ramp_grows_lighter_step_by_step_even_in_grey(ramp: tuple[str, ...]) -> None:
    assert min(luminance(lighter) / luminance(darker) for darker, lighter in pairwise(ramp)) > 1.2


def test_each_colour_of_the_difference_stands_out_from_a_dark_ground_and_much_from_a_light_one_too() -> None:
    much = (theme.DIVERGING[0], theme.DIVERGING[-1])
    assert min(contrast(colour, DARK) for colour in theme.DIVERGING) >= 3
    assert min(contrast(colour, WHITE) for colour in much) >= 4.5
    assert min(contrast(theme.PAPER, colour) for colour in much) >= 4.5


def test_what_has_no_three_to_one_with_its_neighbour_has_an_outline_that_does() -> None:
    for colour in (*theme.DIVERGING[1:4], theme.SEA, theme.LAND, *theme.SEQUENTIAL[:3]):
        assert contrast(theme.QUIET, colour) > 2.5
        assert contrast(theme.INK, colour) > 7


def test_every_state_has_a_pattern_of_its_own() -> None:
    patterns = [pattern for _, pattern in theme.STATES.values()]
    assert len(set(patterns) - {""}) == len(patterns) == 4


def test_words_stand_on_the_colours_of_a_table() -> None:
    for step, colour in enumerate(theme.DIVERGING):
        words = theme.PAPER if step in (0, 4) else theme.INK
        assert contrast(words, colour) >= 4.5
