"""What the server loads before the first reader comes."""

from __future__ import annotations

from pathlib import Path

from jsna import ui
from jsna.ui.server.asgi import modules


def test_every_module_of_the_interface_is_loaded_before_the_first_reader() -> None:
    folder = Path(ui.__file__).parent
    files = [path.relative_to(folder).with_suffix("") for path in folder.rglob("*.py") if path.name != "__init__.py"]
    assert {f"jsna.ui.{'.'.join(path.parts)}" for path in files} <= set(modules())
