"""What the server adds to Streamlit: the map's files, a health check, headers, warm-up and garbage collection."""

from __future__ import annotations

import importlib
import logging
import pkgutil
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import streamlit as st
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from streamlit.runtime import get_instance
from streamlit.runtime.pages_manager import PagesManager

from jsna import ui
from jsna.errors import JsnaError, SettingsError
from jsna.figures import maps
from jsna.settings import Settings, checkout
from jsna.ui import custom_components, data, find, navigation, register, roles, signed_in, ways
from jsna.ui.link import default_selection
from jsna.ui.server import collector, geometry, log, room, standing, stopping, watching, who
from jsna.ui.server.at_once import send_at_once
from jsna.ui.server.compressed import SCRIPT, StreamlitsFiles, accepted, coded, named_by_content
from jsna.ui.server.early import EarlyParts
from jsna.ui.server.hosts import Hosts
from jsna.ui.server.incoming import Incoming
from jsna.ui.server.local_only import LocalOnly, require_local_address
from jsna.ui.server.security import SecurityHeaders, UploadGate
from jsna.ui.server.small_cookies import SmallCookies
from jsna.ui.server.values import check_values

#: Warns of every cache that is used outside a page, which warm-up and the map's files do on purpose.
_SAYS_WHAT_CAN_BE_IGNORED = "streamlit.runtime.scriptrunner_utils.script_run_context"


def routes() -> list[BaseRoute]:
    """Return the routes that Streamlit does not have: map files, search, health, numbers, other names of pages."""
    first, *others = navigation.page_files(checkout() / "pages")
    return [
        Route(f"/{first.name}", first_page),
        *(Route(f"/{file.path.stem}", page_of_file) for file in others if file.path.stem != file.name),
        Route("/healthz", watching.health),
        Route(watching.READY, watching.ready),
        Route(watching.METRICS, watching.numbers),
        Route("/maps/{name}", geometry_file),
        Route("/find", find.answer),
        Route(f"/assets/{maps.SCRIPT_NAME}", map_script),
        Route(f"/assets/{ways.SCRIPT_NAME}", ways_script),
    ]


def middleware() -> list[Middleware]:
    """Return the layers around every request: headers, the gate for uploads, and Streamlit's files from memory.

    Raises:
        SystemExit: a setting is wrong; the message is all that is printed.
    """
    try:
        settings = Settings.read()
    except SettingsError as problem:
        message = f"The server does not start: {problem}"
        raise SystemExit(message) from None
    return [
        Middleware(SecurityHeaders, pictures=settings.tiles.host, https=signed_in.is_over_https),
        Middleware(Hosts, named=settings.hosts),
        Middleware(SmallCookies),
        Middleware(LocalOnly, local=settings.local),
        Middleware(watching.ForThisMachine),
        Middleware(stopping.NobodyNew),
        Middleware(Incoming, most=room.pages()),
        Middleware(UploadGate, allowed=settings.uploads, may=who.may_add_figures),
        Middleware(EarlyParts),
        Middleware(StreamlitsFiles),
    ]


@asynccontextmanager
async def lifespan(app: Any) -> AsyncIterator[dict[str, Any]]:  # noqa: ARG001 - Streamlit hands its app over
    """Answer at once, warm up beside the first answers, and collect memory for as long as the server runs."""
    # Streamlit would take the folder `pages` for its older kind of pages until the first visit had run, so that the
    # first reader of a shared link would see that there is no such page.
    PagesManager.uses_pages_directory = False
    log.set_up(Settings.read().log)
    logging.getLogger(_SAYS_WHAT_CAN_BE_IGNORED).setLevel(logging.ERROR)
    stopping.finish_first()
    if Settings.read().local:
        require_local_address()
    elif signed_in.is_configured():
        _check_roles()
    send_at_once()
    check_values()
    _announce_map()
    custom_components.announce()
    warming = threading.Thread(target=_begin_warm, name="warm-up", daemon=True)
    warming.start()
    with collector.collecting():
        yield {}
    warming.join()


def _check_roles() -> None:
    """Stop at a file of roles that cannot be read, and say where nobody has a role.

    Raises:
        Findings: everything wrong with the file.
    """
    if not roles.roles().roles:
        said = "People can sign in, but nobody has a role yet: name their groups in %s (docs/sign-in.md)."
        logging.getLogger(__name__).warning(said, Settings.read().roles_file)


def _announce_map() -> None:
    """Register the map's component, which registers itself only if a page is the first to import it."""
    component = importlib.import_module("streamlit_folium")._component_func
    get_instance().component_registry.register_component(component)


def _begin_warm() -> None:
    try:
        warm_up()
    finally:
        standing.warm.set()


def warm_up() -> None:
    """Do what the first reader would otherwise wait for: imports, data, the first place, all England, postcodes.

    The register is opened where there is one: dates that people were promised are kept before anybody looks at it.
    """
    for name in modules():
        importlib.import_module(name)
    data.compare(default_selection(data.catalogue()))
    geometry.prepare()
    data.find("LN12 1AA")
    register.open_what_is_there()
    collector.set_aside()


def modules() -> list[str]:
    """Return the names of all modules of the interface, those in its rooms included."""
    return [module.name for module in pkgutil.walk_packages(ui.__path__, f"{ui.__name__}.")]


def tell_calmly(error: Exception) -> bool:  # noqa: ARG001 - Streamlit has logged it by now
    """Show the reader that a page failed, without technical details; return True: nothing more needs to be shown."""
    st.error(
        "This page could not be drawn. The fault is ours and has been written to the server's log. "
        "Try again in a while, or choose another page.",
        icon=":material/error:",
    )
    return True


async def first_page(request: Request) -> Response:
    """Lead from the first page's own name to its address, ``/``: Streamlit shows the page below "Page not found"."""
    return _led_to("", request)


async def page_of_file(request: Request) -> Response:
    """Lead from the name of a page's file, such as ``tell_us``, to its address: Streamlit shows the first page."""
    return _led_to(navigation.address_of(request.url.path.rpartition("/")[2]), request)


def _led_to(name: str, request: Request) -> Response:
    query = request.url.query
    return RedirectResponse(f"./{name}?{query}" if query else f"./{name}")


def geometry_file(request: Request) -> Response:
    """Return one place's geometry, compressed as the browser accepts; 404 if there is no such file."""
    try:
        script = geometry.named(request.path_params["name"])
    except JsnaError as problem:
        raise HTTPException(404) from problem
    coding = accepted(request)
    content = {"br": script.brotlied, "gzip": script.gzipped}.get(coding, script.plain)
    return named_by_content(content, SCRIPT, coding)


def map_script(request: Request) -> Response:
    """Return the script that draws and paints the map."""
    coding = accepted(request)
    return named_by_content(coded(maps.SCRIPT, coding), SCRIPT, coding)


def ways_script(request: Request) -> Response:
    """Return the script that opens links in place and copies the address."""
    coding = accepted(request)
    return named_by_content(coded(ways.SCRIPT, coding), SCRIPT, coding)
