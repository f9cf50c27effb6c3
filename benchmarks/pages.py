"""Requests per second of real pages beside a bare Flask view, on the same server, over real sockets."""

from __future__ import annotations

import itertools
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from flask import Flask

from benchmarks import tables

ROOT = Path(__file__).parent.parent
SECONDS = 3.0
ROUNDS = 5


def with_bare_view() -> Flask:
    """The site, and beside it the least that Flask can answer with."""
    from app import create_app

    app = create_app()
    bare = Flask("bare")

    @bare.get("/bare")
    def answer() -> str:
        return "ok"

    inner = app.wsgi_app

    def either(environ, start_response):  # noqa: ANN001, ANN202
        return (bare if environ["PATH_INFO"] == "/bare" else inner)(environ, start_response)

    app.wsgi_app = either  # type: ignore[method-assign]
    return app


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def served(folder: Path) -> Iterator[int]:
    port = free_port()
    words = [
        sys.executable, "-m", "gunicorn", "benchmarks.pages:with_bare_view()", "--bind", f"127.0.0.1:{port}",
        "--workers", "1", "--worker-class", "gthread", "--threads", "1", "--no-control-socket", "--log-level", "error",
    ]  # fmt: skip
    environment = os.environ | {"DATA_DIR": str(folder), "DEMO": "0"}
    child = subprocess.Popen(words, cwd=ROOT, env=environment)  # noqa: S603
    try:
        wait_for(port)
        yield port
    finally:
        child.terminate()
        child.wait(timeout=10)


def wait_for(port: int) -> None:
    for _attempt in range(200):
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError("the server did not come up")


def fetch(connection: socket.socket, path: str) -> int:
    """One request on a kept connection. Returns the body's length."""
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: bench-bot\r\n\r\n"
    connection.sendall(request.encode())
    data = b""
    while b"\r\n\r\n" not in data:
        data += connection.recv(65536)
    head, _, rest = data.partition(b"\r\n\r\n")
    if not head.startswith((b"HTTP/1.1 200", b"HTTP/1.0 200")):
        raise RuntimeError(f"{path} answered {head.splitlines()[0]!r}")
    length = next(int(line.split(b":")[1]) for line in head.splitlines() if line.lower().startswith(b"content-length"))
    while len(rest) < length:
        rest += connection.recv(65536)
    return length


def rate(port: int, paths: Iterator[str]) -> tuple[float, int]:
    """Requests per second over one kept connection, after a warm-up."""
    with closing(socket.create_connection(("127.0.0.1", port))) as connection:
        for _ in range(20):
            length = fetch(connection, next(paths))
        started, count = time.perf_counter(), 0
        while time.perf_counter() - started < SECONDS / ROUNDS:
            fetch(connection, next(paths))
            count += 1
        return count / (time.perf_counter() - started), length


def each_new(path: str) -> Iterator[str]:
    """Addresses of one page that was never asked for by this name: it is rendered, not taken from the shelf."""
    return (f"{path}?n={number}" for number in itertools.count())


def each_place(path: str) -> Iterator[str]:
    """Pages of a list from a place on that was never asked for: not kept, and its rows are found anew."""
    return (f"{path}?after={9_999_999_999_000_000 + number}-1" for number in itertools.count())


def every_item(items: int) -> Iterator[str]:
    return (f"/items/{number % items + 1}?n={number}" for number in itertools.count())


def asked(items: int) -> dict[str, Iterator[str]]:
    kept = {
        "bare Flask view": "/bare",
        "item page, kept": f"/items/{items // 2}",
        "column page, kept": "/columns/updates",
        "home, kept": "/",
        "unit page, kept": "/units/zhifa",
        "search page": f"/search?q={quote('信用承诺')}",
    }
    rendered = {
        "item pages, rendered": every_item(items),
        "column page, rendered": each_new("/columns/updates"),
        "column page, found anew": each_place("/columns/updates"),
        "unit page, rendered": each_new("/units/zhifa"),
        "home, rendered": each_new("/"),
        "about, rendered": each_new("/about"),
    }
    return {name: itertools.repeat(path) for name, path in kept.items()} | rendered


def run(folder: Path, items: int) -> None:
    """Taken in turns, the best of each: on a busy machine one long look at each would compare different moments."""
    pages = asked(items)
    best = dict.fromkeys(pages, (0.0, 0))
    with served(folder) as port:
        for _ in range(ROUNDS):
            best = {name: max(best[name], rate(port, paths)) for name, paths in pages.items()}
    bare = best["bare Flask view"][0]
    rows = [(name, f"{rps:.0f}", f"{rps / bare:.2f}", size) for name, (rps, size) in best.items()]
    tables.show("Pages, one process, one connection", ("page", "requests/s", "of bare", "bytes"), rows)
