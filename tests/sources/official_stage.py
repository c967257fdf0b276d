"""A server on this machine that plays the official hosts, faults included."""

from __future__ import annotations

import contextlib
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Play:
    """What one address answers: a list is played answer by answer, the last one again and again."""

    status: int = 200
    body: bytes = b"<a/>"
    headers: dict[str, str] = field(default_factory=dict)
    slow: float = 0.0
    drip: float = 0.0
    cut: int = 0


class Stage:
    """The server, what it plays, and what it was asked."""

    def __init__(self) -> None:
        self.plays: dict[tuple[str, str], list[Play]] = {}
        self.asked: list[tuple[str, str, dict[str, str]]] = []
        stage = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                host = self.headers.get("Host", "")
                stage.asked.append((host, self.path, {k.lower(): v for k, v in self.headers.items()}))
                plays = stage.plays.get((host, self.path), [Play(404, b"none")])
                play = plays.pop(0) if len(plays) > 1 else plays[0]
                asked = self.headers.get("If-None-Match")
                if asked and asked == play.headers.get("ETag"):
                    play = Play(304, b"", play.headers)
                time.sleep(play.slow)
                with contextlib.suppress(OSError):  # the client may have gone
                    self.answer(play)

            def answer(self, play: Play) -> None:
                self.send_response(play.status)
                for name, value in play.headers.items():
                    self.send_header(name, value)
                if "Content-Length" not in play.headers:
                    self.send_header("Content-Length", str(len(play.body) + play.cut))
                if play.cut:
                    self.send_header("Connection", "close")
                self.end_headers()
                if play.drip:
                    for at in range(len(play.body)):
                        self.wfile.write(play.body[at : at + 1])
                        self.wfile.flush()
                        time.sleep(play.drip)
                else:
                    self.wfile.write(play.body)
                if play.cut:
                    self.close_connection = True

            def log_message(self, *_: Any) -> None:
                pass

        class Quiet(ThreadingHTTPServer):
            def handle_error(self, request: Any, client_address: Any) -> None:
                """A client that hangs up is what is tested."""

        self.server = Quiet(("127.0.0.1", 0), Handler)
        self.base = f"http://127.0.0.1:{self.server.server_address[1]}"

    def play(self, address: str, *plays: Play) -> None:
        """Say what an address answers."""
        host, _, path = address.removeprefix("https://").partition("/")
        self.plays[host, "/" + path] = list(plays)
