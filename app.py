"""The app: ``streamlit run app.py`` serves it, and Streamlit runs this same file for every visit and change."""

from pathlib import Path

from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.starlette import App

from jsna.ui import frame
from jsna.ui.server import asgi

if get_script_run_ctx(suppress_warning=True) is not None:
    frame.run()
else:
    app = App(
        Path(__file__),
        lifespan=asgi.lifespan,
        routes=asgi.routes(),
        middleware=asgi.middleware(),
        on_script_error=asgi.tell_calmly,
    )
    if __name__ == "__main__":
        app.run()
