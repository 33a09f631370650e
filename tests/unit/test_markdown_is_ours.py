"""Whatever goes to Streamlit as Markdown is our own words, or escaped: read from the code of every page."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2]
FILES = [*sorted(SOURCE.glob("src/jsna/ui/**/*.py")), *sorted(SOURCE.glob("pages/*/*.py")), SOURCE / "app.py"]

#: Streamlit's functions that read their first argument as Markdown.
BODIES = {"markdown", "header", "subheader", "title", "caption", "error", "warning", "info", "success", "toast"}
BODIES |= {"text_input", "text_area", "selectbox", "multiselect", "radio", "checkbox", "number_input", "file_uploader"}
BODIES |= {"button", "form_submit_button", "download_button", "expander", "popover", "spinner"}
#: And what else they read so.
OTHERS = {"help", "captions"}
#: What these give holds no words from data: numbers and dates.
NUMBERS = {"count", "len", "range", "spoken_date", "spoken_moment", "dated"}
#: Objects with a method of the same name that is not Streamlit's.
NOT_STREAMLIT = ("figures", "words", "glance", "unusual", "compared", "about", "profile", "logging.")


def _is_ours(annotation: ast.expr) -> bool:
    return "Markdown" in ast.unparse(annotation) or ast.unparse(annotation) == "int"


def _is_field(part: ast.stmt) -> bool:
    return isinstance(part, ast.AnnAssign) and "Markdown" in ast.unparse(part.annotation)


def _name(part: ast.stmt) -> str:
    return part.target.id if isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name) else ""


def _annotated() -> tuple[set[str], set[str]]:
    """The names of functions that return Markdown and of fields that hold it, by their annotations."""
    functions, fields = set(NUMBERS | {"Markdown"}), {"markdown", "year", "days"}
    for path in SOURCE.glob("src/jsna/**/*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef) and node.returns and _is_ours(node.returns):
                functions.add(node.name)
            if isinstance(node, ast.ClassDef):
                fields |= {_name(part) for part in node.body if _is_field(part)}
    return functions, fields


MARKDOWN, FIELDS = _annotated()
#: Of what an expression consists, all of which has to be ours.
_PARTS: dict[type[ast.expr], tuple[str, ...]] = {
    ast.JoinedStr: ("values",), ast.BoolOp: ("values",), ast.Tuple: ("elts",), ast.List: ("elts",),
    ast.BinOp: ("left", "right"), ast.IfExp: ("body", "orelse"), ast.GeneratorExp: ("elt",), ast.ListComp: ("elt",),
    ast.DictComp: ("value",), ast.FormattedValue: ("value",), ast.Starred: ("value",), ast.Lambda: ("body",),
    ast.Subscript: ("value",),
}  # fmt: skip


class _Scope:
    """A function, and what is known of the names in it."""

    def __init__(self, function: ast.AST) -> None:
        self.function = function
        self.given: dict[str, list[ast.expr]] = {}
        self.ours: set[str] = set()
        self._read()

    def _read(self) -> None:
        for node in ast.walk(self.function):
            if isinstance(node, ast.arg) and node.annotation and _is_ours(node.annotation):
                self.ours.add(node.arg)
            if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and _is_ours(node.annotation):
                self.ours.add(node.target.id)
            if isinstance(node, ast.Assign):
                for target in node.targets:
                    self._give(target, node.value)
            if isinstance(node, ast.AugAssign | ast.AnnAssign | ast.NamedExpr) and node.value is not None:
                self._give(node.target, node.value)
            if isinstance(node, ast.For | ast.comprehension):
                self._give(node.target, node.iter)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "append":
                self._give(node.func.value, node.args[0])

    def _give(self, target: ast.expr, value: ast.expr) -> None:
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple) and len(target.elts) == len(value.elts):
            for one, own in zip(target.elts, value.elts, strict=True):
                self._give(one, own)
        elif isinstance(target, ast.Tuple):
            for one in target.elts:
                self._give(one, value)
        elif isinstance(target, ast.Name):
            self.given.setdefault(target.id, []).append(value)

    def is_ours(self, node: ast.expr, seen: frozenset[str] = frozenset()) -> bool:
        """Whether an expression holds nothing from data that is not escaped."""
        match node:
            case ast.Constant() | ast.FormattedValue(format_spec=ast.JoinedStr()):
                return True
            case ast.Name(id=name):
                values = [] if name in seen else self.given.get(name, [])
                known = bool(values) and all(self.is_ours(value, seen | {name}) for value in values)
                return name.isupper() or name in self.ours or name in seen or known
            case ast.Attribute(attr="__getitem__", value=part):
                return self.is_ours(part, seen)
            case ast.Attribute(attr=name):
                return name in FIELDS or name.isupper()
            case ast.Call():
                return self._gives_ours(node, seen)
        parts = [part for field in _PARTS.get(type(node), ()) for part in _listed(getattr(node, field))]
        return type(node) in _PARTS and all(self.is_ours(part, seen) for part in parts)

    def _gives_ours(self, call: ast.Call, seen: frozenset[str]) -> bool:
        match call:
            case ast.Call(func=ast.Attribute(attr="join", value=between), args=[parts]):
                return self.is_ours(between, seen) and self.is_ours(parts, seen)
            case (
                ast.Call(func=ast.Name(id="zip" | "enumerate"), args=parts)
                | ast.Call(func=ast.Attribute(value=ast.Name(id="dict"), attr="fromkeys"), args=parts)
            ):
                return all(self.is_ours(part, seen) for part in parts)
            case ast.Call(func=ast.Attribute(attr="strip" | "items", value=part)):
                return self.is_ours(part, seen)
            case ast.Call(func=ast.Name(id="map"), args=[ast.Name(id=name), *_]):
                return name in MARKDOWN
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
                return name in MARKDOWN
        return False


def _listed(part: ast.expr | list[ast.expr]) -> list[ast.expr]:
    return part if isinstance(part, list) else [part]


def _functions(tree: ast.Module) -> Iterator[ast.AST]:
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def _live(path: Path) -> Iterator[str]:
    for function in _functions(ast.parse(path.read_text())):
        scope = _Scope(function)
        for node in ast.walk(function):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            if node.func.attr not in BODIES or ast.unparse(node.func.value).startswith(NOT_STREAMLIT):
                continue
            read = [*node.args[:1], *(each.value for each in node.keywords if each.arg in OTHERS)]
            if node.func.attr == "radio":
                read += [each.value for each in node.keywords if each.arg == "format_func"]
            yield from (f"{path.name}:{part.lineno} {ast.unparse(part)}" for part in read if not scope.is_ours(part))


def test_one_function_hands_charts_to_plotly() -> None:
    assert [path.name for path in FILES if "st.plotly_chart(" in path.read_text()] == ["reading.py"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_nothing_from_data_is_read_as_markdown(path: Path) -> None:
    assert sorted(set(_live(path))) == []
