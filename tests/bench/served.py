"""A WSGI app on a real waitress server in this process, with the CPU time of each request noted."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from typing import Any

from waitress.server import create_server

App = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


@dataclass
class Served:
    """Where an app listens, and the CPU milliseconds of each request by (method, path)."""

    port: int
    cpu: list[tuple[str, str, float]] = field(default_factory=list)

    def connection(self) -> HTTPConnection:
        """A connection that is kept open, as a browser does."""
        return HTTPConnection("127.0.0.1", self.port)


@contextmanager
def served(make_app: Callable[[int], App]) -> Iterator[Served]:
    """The app that *make_app* makes for a port, answering on it."""
    holder: dict[str, App] = {}
    found = Served(0)

    def timed(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        begun = time.thread_time()
        body = b"".join(holder["app"](environ, start_response))
        found.cpu.append((environ["REQUEST_METHOD"], environ["PATH_INFO"], 1000 * (time.thread_time() - begun)))
        return [body]

    server = create_server(timed, host="127.0.0.1", port=0, threads=4, ident=None)
    found.port = int(server.effective_port)
    holder["app"] = make_app(found.port)
    threading.Thread(target=server.run, daemon=True).start()
    try:
        yield found
    finally:
        server.close()
