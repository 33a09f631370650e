"""What is valid is read exactly as it was written."""

import csv
import io

from hypothesis import given, settings
from hypothesis import strategies as st

from jsna.ingest.council.upload import read_upload

CODES = st.lists(st.integers(500_000, 599_999), min_size=1, max_size=8, unique=True)
# Letters of any script and single spaces; what is invisible is mended, and is tested elsewhere.
WORDS = st.lists(st.text(st.characters(categories=["L"]), min_size=4, max_size=8), min_size=1, max_size=3).map(" ".join)


@settings(max_examples=25)
@given(CODES, st.data(), st.sampled_from([",", ";", "\t"]), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_a_valid_file_comes_back_as_it_was_written(codes, data, separator, encoding):
    counts = [str(data.draw(st.integers(0, 10**9))) for _ in codes]
    names = [data.draw(WORDS) for _ in codes]
    rows = [[f"E0{code}0", name, count] for code, name, count in zip(codes, names, counts, strict=True)]
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows([["ward_code", "name", "count"], *rows])
    understood = read_upload("a.csv", out.getvalue().encode(encoding))
    assert understood.findings == ()
    assert understood.table["count"].tolist() == counts
    assert understood.table[["ward_code", "name"]].to_numpy().tolist() == [row[:2] for row in rows]
