"""Packed lines: what is packed is what is unpacked, whatever the lines hold."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import example, given
from hypothesis import strategies as st

from jsna.figures.packing import DIGITS, Packed, pack, written_alike


def unpacked(packed: Packed) -> list[str]:
    """The same steps as the browser's, written once more."""
    lines, rest = [], packed.digits

    def number(width: int) -> int:
        nonlocal rest
        digits, rest = rest[:width], rest[width:]
        value = 0
        for digit in digits:
            value = value * len(DIGITS) + DIGITS.index(digit)
        return value

    while rest:
        pieces = packed.sentences[number(packed.width)]
        line, first = str(pieces[0]), 0
        for gap in range(1, len(pieces) // 2 + 1):
            decimals, grouped, least, sign, width = pieces[2 * gap - 1]
            value = number(width) + least + sign * first
            first = value if gap == 1 else first
            whole, after = divmod(value, 10**decimals)
            line += (f"{whole:,}" if grouped else str(whole)) + (f".{after:0{decimals}}" if decimals else "")
            line += str(pieces[2 * gap])
        lines.append(line)
    return lines


def test_a_sentence_is_kept_once_and_its_numbers_for_each_area():
    packed = pack(pd.Series(["34.6% (+17.3), higher", "17.1% (+0.2), higher", "withheld"]))
    assert packed.sentences == (("", (1, 1, 171, 0, 2), "% (+", (1, 1, -173, 1, 1), "), higher"), ("withheld",))
    assert packed.width == 1
    assert len(packed.digits) == 4 + 4 + 1


def test_every_way_of_writing_a_number_comes_back():
    lines = [
        "2,837 of 8,210 people (34.6%), twice England's 17.3%: 1,416 more.",
        "0.0 % (-0.0), similar",
        "1,234,567 people; 12345 of 1,2,3; 1.2.3; 007; 1,23; 1234567890123",
        "12.3456 and 5.",
        "E05009888, 2021",
        "",
        "no figure",
    ]
    assert unpacked(pack(pd.Series(lines, dtype="str"))) == lines


numbers = st.one_of(
    st.integers(-(10**10), 10**10).map("{:,}".format),
    st.integers(0, 10**10).map(str),
    st.floats(-1e6, 1e6).map("{:+,.1f}".format),
    st.floats(0, 1e6).map("{:.2f}".format),
)


@given(st.lists(st.lists(st.one_of(numbers, st.text(max_size=5)), max_size=6).map("".join), max_size=8))
def test_all_lines_come_back(lines):
    assert unpacked(pack(pd.Series(lines, dtype="str"))) == lines


@example([0.35, 0.449999, 0.45, 0.25, -0.04, 0.04, 12.25, 12.35], 1)
@given(st.lists(st.floats(-200, 200) | st.integers(-2000, 2000).map(lambda whole: whole / 20)), st.integers(0, 2))
def test_numbers_that_are_called_alike_are_written_alike(numbers, decimals):
    keys = written_alike(np.array(numbers, dtype=float), decimals)
    written: dict[int, str] = {}
    for key, number in zip(keys.tolist(), numbers, strict=True):
        assert written.setdefault(key, f"{number:+,.{decimals}f}") == f"{number:+,.{decimals}f}"


def test_most_numbers_of_one_rounding_are_called_alike():
    assert len(set(written_alike(np.linspace(10.06, 10.14, 50), 1).tolist())) == 1


def test_the_digits_stand_for_themselves_everywhere():
    assert len(set(DIGITS)) == len(DIGITS)
    assert not set(DIGITS) & set("{}_<>&$`'\"\\ ")
    assert all("!" <= digit <= "~" for digit in DIGITS)
