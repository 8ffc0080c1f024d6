"""The HTTP server under both apps: waitress, with limits of ours, and with our headers on what it refuses itself."""

import logging
import socket
from typing import Any, cast

from flask import Flask
from waitress.channel import HTTPChannel
from waitress.server import TcpWSGIServer, create_server
from waitress.task import ErrorTask

from assessment.web.headers import ALWAYS

logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a page and its pictures always queue for a moment
_BACKLOG = 64
_HEADERS = 16 * 1024  # bytes
_RESPONSE = 64 * 1024 * 1024  # bytes; no page or report comes near it


def door(host: str, port: int) -> socket.socket:
    """A socket that listens on *host*:*port*; OSError says what to do where that is not possible."""
    try:
        return socket.create_server((host, port), backlog=_BACKLOG)
    except OSError as error:
        raise OSError(f"cannot listen on {host}:{port}: {error.strerror}; choose another --port") from error


def serving(app: Flask, door: socket.socket, threads: int) -> TcpWSGIServer:
    """A server of *app* on the listening socket *door*; its `run` serves until it is closed.

    Nothing that a person sends or gets is ever put in a temporary file.
    A body of up to four times what *app* takes gets the app's own page; what is larger is refused unread.
    """
    most = 4 * int(app.config["MAX_CONTENT_LENGTH"])
    settings: dict[str, Any] = {
        "sockets": [door],
        "threads": threads,
        "ident": None,
        "max_request_header_size": _HEADERS,
        "max_request_body_size": most,
        "inbuf_overflow": most + _HEADERS,
        "outbuf_overflow": _RESPONSE,
    }
    server = cast(TcpWSGIServer, create_server(app, **settings))  # one socket, one server
    server.channel_class = _Channel
    return server


class _Refusal(ErrorTask):
    def build_response_header(self) -> bytes:
        self.response_headers = [*self.response_headers, *ALWAYS.items()]
        return super().build_response_header()


class _Channel(HTTPChannel):
    error_task_class = _Refusal
