"""Files that a council might send, and what must be said of each."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import zipfile
from dataclasses import dataclass

import openpyxl

HEADER = b"ward_code,eligible,pupils\n"
ROWS = b"E05009888,210,800\nE05009889,30,410\n"
GOOD = HEADER + ROWS


@dataclass(frozen=True)
class Bad:
    """One file: its name, its bytes, and words of the refusal (or of the repair, where it is mended)."""

    name: str
    content: bytes
    says: str
    row: int | None = None


def zipped(parts: dict[str, bytes], level: int = 9) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def workbook(rows: list[list[object]], merged: str = "", sheets: tuple[str, ...] = ()) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if merged:
        book.active.merge_cells(merged)
    for name in sheets:
        book.create_sheet(name).append(["more"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


_ODS = "urn:oasis:names:tc:opendocument:xmlns:"
_ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def ods_cell(value: object, shows: str | None = None, more: str = "", inside: str = "") -> str:
    """One cell of an OpenDocument sheet: what it holds, what it shows, more attributes and more elements."""
    text = str(value) if shows is None else shows
    kind = "string" if isinstance(value, str) else "float"
    held = "" if kind == "string" else f' office:value="{value}"'
    return f'<t:table-cell office:value-type="{kind}"{held} {more}>{inside}<text:p>{text}</text:p></t:table-cell>'


def ods_row(*cells: object, more: str = "") -> str:
    written = (cell if str(cell).startswith("<") else ods_cell(cell) for cell in cells)
    return f"<t:table-row {more}>{''.join(map(str, written))}</t:table-row>"


def ods(*rows: str, before: str = "", styles: str = "", more: str = "", parts: dict[str, bytes] | None = None) -> bytes:
    """An OpenDocument spreadsheet of one sheet, after those ``before`` it."""
    names = " ".join(f'xmlns:{own}="{_ODS}{name}:1.0"' for own, name in (("office", "office"), ("t", "table"),
                     ("text", "text"), ("style", "style"), ("draw", "drawing"), ("svg", "svg-compatible")))  # fmt: skip
    names += ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    content = (
        f'<?xml version="1.0"?><office:document-content {names}><office:automatic-styles>{styles}'
        f"</office:automatic-styles><office:body><office:spreadsheet>{before}"
        f'<t:table t:name="Counts" {more}>{"".join(rows)}</t:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    manifest = b'<manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    held = {"mimetype": _ODS_TYPE.encode(), "META-INF/manifest.xml": manifest, "content.xml": content.encode()}
    return zipped(held | (parts or {}))


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {found: archive.read(found) for found in archive.namelist()}
    return zipped(parts | {name: part})


def geojson(coordinates: object, kind: str = "Polygon", properties: object = None, **more: object) -> bytes:
    feature = {
        "type": "Feature",
        "properties": {"ward_code": "E05009888"} if properties is None else properties,
        "geometry": {"type": kind, "coordinates": coordinates},
    }
    return json.dumps({"type": "FeatureCollection", "features": [feature], **more}).encode()


def table(*rows: str, header: str = "ward_code,eligible,pupils") -> bytes:
    return "\n".join([header, *rows, ""]).encode()


MORE = ("E05009889,30,410", "E05009890,40,420")
SHEET = [["ward_code", "eligible", "pupils"], ["E05009888", 210, 800], ["E05009889", 30, 410]]
ODS = (ods_row("ward_code", "eligible", "pupils"), ods_row("E05009888", 210, 800), ods_row("E05009889", 30, 410))
_COMMENT = "<office:annotation><text:p>never read</text:p></office:annotation>"
_PICTURE = "<draw:frame><svg:title>never</svg:title><draw:text-box><text:p>read</text:p></draw:text-box></draw:frame>"
_PERCENTAGE = ods_cell(0.26, "26%").replace("float", "percentage")
_WIDE = 't:number-columns-spanned="2"'
_ENTITY = b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
_ENDLESS = ods_row('<t:table-cell t:number-columns-repeated="16384"/>', more='t:number-rows-repeated="1048000"')
_HIDDEN = '<style:style style:name="ta1" style:family="table"><style:table-properties t:display="false"/></style:style>'
_THIN = '<style:style style:name="ro1"><style:table-row-properties style:row-height="0.01cm"/></style:style>'


def last(*cells: object, more: str = "", **given: str) -> bytes:
    """The usual sheet with one more row."""
    return ods(*ODS, ods_row("E05009890", *cells, more=more), **given)


SQUARE = [[[0.1, 53.2], [0.2, 53.2], [0.2, 53.3], [0.1, 53.3], [0.1, 53.2]]]
BOWTIE = [[[0.1, 53.2], [0.2, 53.3], [0.2, 53.2], [0.1, 53.3], [0.1, 53.2]]]
_SHEET_XML = b"<worksheet><sheetData>" + b"<row><c><v>1</v></c></row>" * 2_000_000 + b"</sheetData></worksheet>"

#: Each must be refused.
REFUSED = {
    # not text, or not the text it says it is
    "empty": Bad("a.csv", b"", "the file is empty"),
    "only blanks": Bad("a.csv", b" \n\n  \r\n", "the file is empty"),
    "only a byte order mark": Bad("a.csv", b"\xef\xbb\xbf", "the file is empty"),
    "only commas": Bad("a.csv", b",,,,\n,,,\n", "every cell of the file is empty"),
    "only semicolons": Bad("a.csv", b";;;\r\n;;;", "every cell of the file is empty"),
    "only quotation marks": Bad("a.csv", b'"",""\n"",""\n', "every cell of the file is empty"),
    "one cell": Bad("a.csv", b"x", "only one column", 1),
    "gzip as csv": Bad("a.csv", gzip.compress(GOOD), "packed with gzip"),
    "bzip2 as csv": Bad("a.csv", bz2.compress(GOOD), "packed with bzip2"),
    "zip as csv": Bad("a.csv", zipped({"a.csv": GOOD}), "a workbook or a zip file"),
    "workbook as csv": Bad("a.csv", workbook(SHEET), "a workbook or a zip file"),
    "old Excel as csv": Bad("a.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "an old Excel file"),
    "Parquet as csv": Bad("a.csv", b"PAR1" + bytes(50), "a Parquet file"),
    "PDF as csv": Bad("a.csv", b"%PDF-1.7\n", "a PDF"),
    "picture as csv": Bad("a.csv", b"\x89PNG\r\n\x1a\n", "a picture"),
    "program as csv": Bad("a.csv", b"\x7fELF" + bytes(30), "a program"),
    "database as csv": Bad("a.csv", b"SQLite format 3\0", "a database"),
    "log-in page as csv": Bad("a.csv", b"<!DOCTYPE html><html>Log in</html>", "a web page", 1),
    "XML as csv": Bad("a.csv", b'<?xml version="1.0"?><a/>', "a web page or XML", 1),
    "JSON as csv": Bad("a.csv", b'{"a": 1}', "this is JSON", 1),
    "VRT as geojson": Bad("a.geojson", b"<OGRVRTDataSource/>", "not JSON"),
    "GML as geojson": Bad("a.geojson", b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "not JSON"),
    "KML": Bad("a.kml", b"<kml/>", "this kind of file is not read"),
    "shapefile": Bad("a.shp", bytes(100), "this kind of file is not read"),
    "no ending": Bad("figures", GOOD, "this kind of file is not read"),
    # encodings
    "NUL": Bad("a.csv", HEADER + b"E05009888,2\x0010,800\n", "a NUL character", 2),
    "UTF-16 without a mark": Bad("a.csv", GOOD.decode().encode("utf-16-le"), "seems to be UTF-16"),
    "UTF-16 cut short": Bad("a.csv", GOOD.decode().encode("utf-16")[:-1], "cut short"),
    "UTF-32": Bad("a.csv", GOOD.decode().encode("utf-32"), "UTF-32"),
    "no known encoding": Bad("a.csv", HEADER + b"E05009888,\x81\x8d,800\n", "neither UTF-8 nor Windows-1252", 2),
    # form
    "one column": Bad("a.csv", b"ward_code\nE05009888\n", "only one column", 1),
    "headings only": Bad("a.csv", HEADER, "nothing below them"),
    "no headings": Bad("a.csv", ROWS, "row 1 is data", 1),
    "formula as heading": Bad("a.csv", b"ward_code,=1+1,pupils\n" + ROWS, "a formula as a heading", 1),
    "another table below": Bad("a.csv", GOOD + b"code,girls,boys\nE05009890,1,2\n", "other headings stand", 4),
    "another table beside": Bad(
        "a.csv",
        b"code,girls,,code,boys\nE05009888,1,,E05009889,2\nE05009889,3,,E05009888,4\n",
        "two tables stand beside each other",
        1,
    ),
    "row too long": Bad("a.csv", GOOD + b"E05009890,1,2,3\n", "4 fields", 4),
    "row too short": Bad("a.csv", GOOD + b"E05009890,1\n", "2 fields", 4),
    "open quotation mark": Bad("a.csv", HEADER + b'"E05009888,210,800\n' + ROWS, "is not closed", 2),
    "text after a quotation": Bad("a.csv", HEADER + b'"E05009888"x,210,800\n', "not a CSV", 2),
    "million columns": Bad("a.csv", b"a," * 1_000_000 + b"b\n", "a line of 2,000,001 characters", 1),
    "three hundred columns": Bad("a.csv", b",".join(b"c%d" % n for n in range(300)) + b"\n", "300 columns", 1),
    "very long line": Bad("a.csv", HEADER + b"x" * 9_000_000, "a line of 9,000,000 characters", 2),
    "very long cell": Bad("a.csv", HEADER + b"E05009888," + b"9" * 5_000 + b",8\n", "a cell of 5,000 characters", 2),
    "too many rows": Bad("a.csv", HEADER + b"E05009888,1,2\n" * 300_000, "the table is too large"),
    "too many bytes": Bad("a.csv", GOOD + b"\n" * 10_000_001, "the file is 10 MB"),
    # areas
    "names only": Bad("a.csv", b"ward,n,m\nMablethorpe,1,2\nSutton,3,4\n", "no column says where"),
    "a word in place of a code": Bad("a.csv", GOOD + b"Sutton,3,4\nE05009890,5,6\n", "not the code of an area", 4),
    "half a code": Bad("a.csv", GOOD + b"E0500988,3,4\n", "not the code of an area", 4),
    "total among the rows": Bad("a.csv", GOOD + b"Total,240,1210\nE05009890,5,6\n", "a total among the rows", 4),
    # workbooks
    "workbook with macros": Bad("a.xlsx", with_part(workbook(SHEET), "xl/vbaProject.bin", b"x"), "holds macros"),
    "name of a workbook with macros": Bad("a.xlsm", workbook(SHEET), "macros are not read"),
    "csv as workbook": Bad("a.xlsx", GOOD, "not a workbook"),
    "zip as workbook": Bad("a.xlsx", zipped({"a.csv": GOOD}), "a zip file, not a workbook"),
    "workbook cut short": Bad("a.xlsx", workbook(SHEET)[:-200], "cut short"),
    "old Excel as workbook": Bad("a.xlsx", b"\xd0\xcf\x11\xe0" + bytes(600), "an old Excel file"),
    "workbook with a password": Bad(
        "a.xlsx", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "a password"
    ),
    "binary workbook": Bad("a.xlsx", zipped({"xl/workbook.bin": b"x"}), "another kind of workbook"),
    "OpenDocument as workbook": Bad("a.xlsx", zipped({"content.xml": b"x"}), "another kind of workbook"),
    "zip bomb": Bad("a.xlsx", with_part(workbook(SHEET), "xl/media/a.bin", bytes(90_000_000)), "more than 200 times"),
    "bomb of rows": Bad(
        "a.xlsx", with_part(workbook(SHEET), "xl/worksheets/sheet1.xml", _SHEET_XML), "would unpack to"
    ),
    "thousands of parts": Bad(
        "a.xlsx", zipped({"xl/workbook.xml": b""} | {f"{n}.xml": b"" for n in range(1_500)}), "in 1,501 parts"
    ),
    "damaged sheet": Bad("a.xlsx", with_part(workbook(SHEET), "xl/worksheets/sheet1.xml", b"<a"), "workbook"),
    "empty workbook": Bad("a.xlsx", workbook([]), "the workbook is empty"),
    "merged numbers": Bad("a.xlsx", workbook(SHEET, merged="B2:B3"), "ranges of cells are merged", 2),
    "wide workbook": Bad("a.xlsx", workbook([[f"c{n}" for n in range(300)]]), "300 columns"),
    # OpenDocument
    "OpenDocument with macros": Bad("a.ods", ods(*ODS, parts={"Basic/Standard/Module1.xml": b"x"}), "holds macros"),
    "OpenDocument with a password": Bad(
        "a.ods", ods(*ODS, parts={"META-INF/manifest.xml": b"<a><manifest:encryption-data/></a>"}), "a password"
    ),
    "csv as OpenDocument": Bad("a.ods", GOOD, "not a workbook"),
    "workbook as OpenDocument": Bad("a.ods", workbook(SHEET), "another kind of workbook"),
    "OpenDocument cut short": Bad("a.ods", ods(*ODS)[:-200], "cut short"),
    "damaged content": Bad("a.ods", ods(*ODS, parts={"content.xml": b"<a"}), "the workbook is damaged"),
    "no content": Bad("a.ods", ods(*ODS, parts={"content.xml": b"<a/>"}), "the workbook is empty"),
    "entities": Bad(
        "a.ods",
        ods(*ODS, parts={"content.xml": _ENTITY}),
        "the workbook is damaged",
    ),
    "hidden sheet only": Bad("a.ods", ods(*ODS, styles=_HIDDEN, more='t:style-name="ta1"'), "is hidden"),
    "hidden row": Bad("a.ods", last(4, 9, more='t:visibility="collapse"'), "is hidden", 4),
    "filtered row": Bad("a.ods", last(4, 9, more='t:visibility="filter"'), "is hidden", 4),
    "thin row": Bad("a.ods", last(4, 9, more='t:style-name="ro1"', styles=_THIN), "hidden", 4),
    "collapsed rows": Bad(
        "a.ods", ods(*ODS, f'<t:table-row-group t:display="false">{ODS[1]}</t:table-row-group>'), "is hidden", 4
    ),
    "rows without end": Bad("a.ods", last(4, 9, more='t:number-rows-repeated="1048576"'), "too large"),
    "texts without end": Bad(
        "a.ods",
        last("x" * 900, 9, more='t:number-rows-repeated="200000"'),
        "too large",
    ),
    "cells without end": Bad("a.ods", last(ods_cell(4, more='t:number-columns-repeated="16000"')), "too large"),
    "spaces without end": Bad(
        "a.ods",
        last(ods_cell("", '<text:s text:c="999999999"/>' * 40), 9),
        "a cell is too long",
    ),
    "merged numbers of OpenDocument": Bad(
        "a.ods",
        ods(
            *ODS[:2], ods_row("E05009889", ods_cell(30, more='t:number-columns-spanned="2"'), "<t:covered-table-cell/>")
        ),
        "ranges of cells are merged",
        3,
    ),
    "table within a cell": Bad(
        "a.ods", ods(*ODS, ods_row(ods_cell("", inside="<t:table/>"))), "the workbook is damaged"
    ),
    # GeoJSON
    "deep JSON": Bad("a.geojson", b"[" * 100_000 + b"]" * 100_000, "nested too deeply"),
    "broken JSON": Bad("a.geojson", geojson(SQUARE)[:-5], "not JSON"),
    "NaN coordinates": Bad("a.geojson", geojson([[[float("nan"), 53.2]]]), "NaN is not a number"),
    "huge coordinates": Bad("a.geojson", geojson([1e300, 53.2], "Point"), "metres"),
    "infinite coordinates": Bad("a.geojson", geojson(SQUARE).replace(b"0.1", b"1e999"), "no place"),
    "self-crossing": Bad("a.geojson", geojson(BOWTIE), "crosses or touches itself", 2),
    "metres": Bad("a.geojson", geojson([551_000.0, 384_000.0], "Point"), "British National Grid", 2),
    "other system named": Bad(
        "a.geojson",
        geojson(SQUARE, crs={"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}),
        "another system",
    ),
    "latitude first": Bad("a.geojson", geojson([53.2, 0.1], "Point"), "latitude comes before longitude", 2),
    "elsewhere": Bad("a.geojson", geojson([13.4, 52.5], "Point"), "outside England", 2),
    "line": Bad("a.geojson", geojson([[0.1, 53.2], [0.2, 53.3]], "LineString"), "without a point or polygon", 2),
    "ring of two corners": Bad("a.geojson", geojson([[[0.1, 53.2], [0.2, 53.3]]]), "make no shape", 2),
    "words as coordinates": Bad("a.geojson", geojson(["a", "b"], "Point"), "make no shape", 2),
    "nested property": Bad("a.geojson", geojson(SQUARE, properties={"a": {"b": 1}}), "a list or object", 2),
    "no features": Bad("a.geojson", b'{"type": "FeatureCollection", "features": []}', "not a FeatureCollection"),
    "a name twice": Bad("a.geojson", b'{"type": "a", "type": "b"}', "a name is there twice"),
    "digits without end": Bad("a.geojson", b'{"a": ' + b"9" * 5_000 + b"}", "not JSON"),
    "GeoJSON not in UTF-8": Bad("a.geojson", b'{"a": "\xe9"}', "not UTF-8"),
}

#: Each is read, and is refused where the column of its bad cell is used.
IN_A_COLUMN = {
    # numbers
    "percent signs": Bad("a.csv", table("E05009888,26%,800", "E05009889,7%,410"), "a percent sign", 2),
    "decimal commas": Bad("a.csv", b"ward_code;rate;n\nE05009888;26,2;8\nE05009889;7,3;4\n", "a comma in a number", 2),
    "odd commas": Bad("a.csv", table('E05009888,"1,2345",9', "E05009889,30,410", "E05009890,3,4"), "do not part", 2),
    "date for a number": Bad("a.csv", table("E05009888,03-Apr,800", "E05009889,30,410", "E05009890,3,4"), "a date", 2),
    "ISO date": Bad("a.csv", table("E05009888,2026-04-03,800", "E05009889,30,410", "E05009890,3,4"), "a date", 2),
    "letter O for nought": Bad("a.csv", table("E05009888,21O,800", "E05009889,3,4", "E05009890,3,4"), "a letter", 2),
    "currency": Bad("a.csv", table("E05009888,£210,800", "E05009889,£30,410"), "a currency sign", 2),
    "powers of ten": Bad("a.csv", table("E05009888,2.1E+02,800", "E05009889,30,410"), "powers of ten", 2),
    "not a number": Bad("a.csv", table("E05009888,nan,800", "E05009889,30,410"), "not a number", 2),
    "infinity": Bad("a.csv", table("E05009888,inf,800", "E05009889,30,410"), "not a number", 2),
    "digits of another script": Bad(
        "a.csv", table("E05009888,२१०,80", "E05009889,3,4", "E05009890,3,4"), "not a num", 2
    ),
    "number with a mark": Bad("a.csv", table("E05009888,5*,800", *MORE), "a mark beside a number", 2),
    "number with a note that contradicts it": Bad("a.csv", table("E05009888,5 [c],800", *MORE), "a mark beside", 2),
    "note without a number": Bad("a.csv", table("E05009888,[p],800", *MORE), "a note in place of", 2),
    "control character of no encoding": Bad("a.csv", table("E05009888,2\u008110,800"), "a control character", 2),
    # headings
    "merged headings": Bad("a.csv", b"ward_code,Pupils,\n" + ROWS, "column C has no heading", 1),
    "heading twice": Bad("a.csv", b"ward_code,pupils,Pupils\n" + ROWS, "is there 2 times, above different cells", 1),
    "merged headings of a workbook": Bad("a.xlsx", workbook(SHEET, merged="B1:C1"), "column C has no heading", 1),
    # cells of OpenDocument
    "number shown in thousands": Bad("a.ods", last(ods_cell(30_410, "30"), 9), "another num", 4),
    "number that is not shown": Bad("a.ods", last(ods_cell(30, ""), 9), "shows nothing", 4),
    "error of OpenDocument": Bad(
        "a.ods",
        last(ods_cell("", "#REF!", more='calcext:value-type="error"'), 9),
        "an error of the spreadsheet, such as #REF!, in cell B4 of the sheet 'Counts'",
        4,
    ),
    "percentage of OpenDocument": Bad(
        "a.ods",
        ods(
            *ODS[:1],
            *(ods_row(f"E0500988{n}", ods_cell(0.26, "26%").replace("float", "percentage"), 9) for n in (8, 9)),
        ),
        "a percent sign",
        2,
    ),
    # formulas
    "formula not saved": Bad("a.xlsx", workbook([*SHEET, ["E05009890", "=1", None]]), "result was not saved", 4),
    "formula": Bad("a.csv", table("E05009888,=SUM(A1:A9),800", "E05009889,30,410"), "a formula", 2),
    "command": Bad("a.csv", table("E05009888,210,\"=cmd|' /C calc'!A0\""), "a formula", 2),
    "at sign": Bad("a.csv", b"ward_code,name,n\nE05009888,@SUM(1),8\n", "a formula", 2),
    "plus sign": Bad("a.csv", b"ward_code,name,n\nE05009888,+cmd,8\n", "a formula", 2),
    "full-width sign": Bad("a.csv", "ward_code,name,n\nE05009888,＝1+1,8\n".encode(), "a formula", 2),
    "formula after a quotation mark": Bad("a.csv", b"ward_code,name,n\nE05009888,'=1+1,8\n", "a formula", 2),
    "error of a spreadsheet": Bad("a.csv", table("E05009888,#REF!,800", "E05009889,30,410"), "an error of the spr", 2),
    "control character": Bad("a.csv", HEADER + b"E05009888,2\x0810,800\n", "a control character", 2),
}

#: Each is mended, and it is said how.
MENDED = {
    "byte order mark": Bad("a.csv", b"\xef\xbb\xbf" + GOOD, ""),
    "UTF-16": Bad("a.csv", GOOD.decode().encode("utf-16"), "UTF-16"),
    "Windows-1252": Bad("a.csv", b"ward_code,caf\xe9,pupils\n" + ROWS, "Windows-1252"),
    "semicolons": Bad("a.csv", GOOD.replace(b",", b";"), "semicolons"),
    "tabs": Bad("a.tsv", GOOD.replace(b",", b"\t"), "tabs"),
    "bars": Bad("a.txt", GOOD.replace(b",", b"|"), "bars"),
    "hint for Excel": Bad("a.csv", b"sep=;\n" + GOOD.replace(b",", b";"), "sep="),
    "old Mac lines": Bad("a.csv", GOOD.replace(b"\n", b"\r"), ""),
    "Windows lines": Bad("a.csv", GOOD.replace(b"\n", b"\r\n"), ""),
    "blank lines": Bad("a.csv", GOOD.replace(b"\n", b"\n\n"), ""),
    "empty columns at the right": Bad("a.csv", GOOD.replace(b"\n", b",,\n"), "2 empty columns"),
    "note under the table": Bad(
        "a.csv", GOOD + b"Source: schools\n", "row below the table was left out: 'Source: schools'"
    ),
    "title above": Bad(
        "a.csv", b"School meals 2026,,\n" + GOOD, "above the headings was left out: 'School meals 2026'"
    ),
    "title of one cell": Bad("a.csv", b"School meals 2026\n" + GOOD, "above the headings was left out"),
    "two rows of headings": Bad("a.csv", b"ward_code,Girls,Boys\n,eligible,all\n" + ROWS, "'Girls – eligible'"),
    "headings repeated": Bad("a.csv", GOOD + HEADER + b"E05009890,1,2\n", "between those of areas was left out"),
    "column twice": Bad("a.csv", b"ward_code,n,n\nE05009888,8,8\n", "it was read once"),
    "code among words": Bad("a.csv", GOOD.replace(b"E05009888", b"E05009888 : Alford"), "was read as E05009888"),
    "thousands": Bad("a.csv", HEADER + b'E05009888,210,800\nE05009889,30,"1,410"\n', "1,410 was read as 1410"),
    "unbreakable space": Bad("a.csv", GOOD.replace(b"800", "\u00a0800".encode()), "spaces were mended"),
    "zero-width space": Bad("a.csv", GOOD.replace(b"800", "8\u200b00".encode()), "spaces were mended"),
    "small letters": Bad("a.csv", GOOD.lower(), "Small letters"),
    "star for withheld": Bad("a.csv", GOOD.replace(b"30", b"*"), "withheld, not as 0"),
    "under five": Bad("a.csv", GOOD.replace(b"30", b"<5"), "withheld, not as 0"),
    "limit for withheld": Bad("a.csv", GOOD.replace(b"30", "≤5".encode()), "withheld, not as 0"),
    "range for withheld": Bad("a.csv", GOOD.replace(b"30", b"1-4"), "withheld, not as 0"),
    "tilde for withheld": Bad("a.csv", GOOD.replace(b"30", b"~"), "withheld, not as 0"),
    "apostrophe saved wrongly": Bad(
        "a.csv", "ward_code,name,n\nE05009888,King\u0092s,8\nE05009889,Sutton,9\n".encode(), "look at 'King’s'"
    ),
    "heading saved wrongly": Bad("a.csv", GOOD.replace(b"eligible", "children\u0092s".encode()), ""),
    "dash for missing": Bad("a.csv", GOOD.replace(b"30", b"-"), "not available, not as 0"),
    "workbook": Bad("a.xlsx", workbook(SHEET), ""),
    "workbook of two sheets": Bad("a.xlsx", workbook(SHEET, sheets=("Notes",)), "left out: 'Notes'"),
    "OpenDocument": Bad("a.ods", ods(*ODS), ""),
    "OpenDocument with a comment": Bad("a.ods", last(ods_cell(30, inside=_COMMENT), 9), ""),
    "OpenDocument with a drawing": Bad(
        "a.ods", ods(*ODS[:2], ods_row(ods_cell("E05009889", inside=_PICTURE), ods_cell(30, inside=_PICTURE), 9)), ""
    ),
    "mark shown in OpenDocument": Bad("a.ods", last(ods_cell(3, "[c]"), 9), "that show '[c]' (B4)"),
    "empty rows without end": Bad(
        "a.ods",
        ods(
            *ODS,
            '<t:table-row t:number-rows-repeated="1048000"><t:table-cell t:number-columns-repeated="16384"/>'
            "</t:table-row>",
        ),
        "",
    ),
    "hidden column of OpenDocument": Bad(
        "a.ods",
        ods('<t:table-column t:number-columns-repeated="2"/><t:table-column t:visibility="collapse"/>', *ODS),
        "Hidden columns of the sheet 'Counts' were left out: C 'pupils'",
    ),
    "hidden sheet of OpenDocument": Bad(
        "a.ods",
        ods(*ODS, styles=_HIDDEN, before=f'<t:table t:name="Raw" t:style-name="ta1">{ODS[1]}</t:table>'),
        "left out: 'Raw' (hidden)",
    ),
    "shapes": Bad("a.geojson", geojson(SQUARE, properties={"ward_code": "E05009888", "n": 8}), ""),
}
