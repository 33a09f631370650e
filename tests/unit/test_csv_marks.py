"""The mark against formulas can be taken away again, and nothing else is."""

from hypothesis import given
from hypothesis import strategies as st

from jsna.outputs.csv_file import as_typed, inert


@given(st.text(alphabet="'\" =+-@\t\r\n;|,ab", max_size=6) | st.text())
def test_only_our_own_mark_is_taken_away(text):
    assert as_typed(inert(text)) == text
