"""`flask serve`: prepare whatever is missing, then run web and worker until told to stop."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from content.surfaces import search
from portal.cli import database, demo
from portal.database import db
from portal.settings import Settings

ATTEMPTS, PAUSE = 150, 0.2
ROOT = Path(__file__).parent.parent.parent


def web_command(settings: Settings) -> list[str]:
    return [
        sys.executable, "-m", "gunicorn", "app:create_app()",
        "--bind", f"{settings.host}:{settings.port}",
        "--workers", settings.web_processes, "--worker-class", "gthread", "--threads", "4",
        "--no-control-socket", "--limit-request-line", "8190", "--log-level", "warning",
    ]  # fmt: skip


def worker_command() -> list[str]:
    return [sys.executable, "-m", "flask", "--app", "app", "worker"]


def prepare(settings: Settings) -> None:
    """Database, demonstration, index: whatever is there stays as it is."""
    database.prepare()
    if settings.is_demo:
        demo.plant_if_new()
    if current_app.extensions["search"].needs_rebuild:
        search.rebuild(db.session(), settings.index_folder, settings.engine, on_progress=lambda done: None)
    db.session.remove()


def wait_until_answering(settings: Settings, web: subprocess.Popen[bytes]) -> None:
    """Say nothing of an address before something answers there."""
    host = "127.0.0.1" if settings.host in ("0.0.0.0", "localhost") else settings.host  # noqa: S104 - compared, not bound
    for _attempt in range(ATTEMPTS):
        with closing(socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)) as probe:
            if probe.connect_ex((host, int(settings.port))) == 0 or web.poll() is not None:
                return
        time.sleep(PAUSE)


def announce(settings: Settings) -> None:
    click.echo(f"\n信用公示  http://{settings.host}:{settings.port}/   desk: /account/sign-in")
    if settings.is_demo:
        click.echo(f"\nDemonstration accounts (password {demo.PASSWORD}):")
        for person in demo.PEOPLE:
            click.echo(f"  {person.username:12} {person.display_name}  {person.words}")
    click.echo("\nCtrl+C stops it. Nothing is lost.\n")


def watch(children: dict[str, subprocess.Popen[bytes]], commands: dict[str, list[str]]) -> None:
    """Start a child again when it dies; stop all of them on a signal."""
    stopping = False

    def stop(number: int, _frame: object) -> None:
        nonlocal stopping
        if not stopping:
            click.echo(f"{signal.Signals(number).name}: stopping", err=True)
        stopping = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while not stopping:
        time.sleep(0.3)
        for name, child in children.items():
            if child.poll() is not None and not stopping:
                click.echo(f"{name} ended with {child.returncode}; starting it again", err=True)
                time.sleep(0.7)
                children[name] = subprocess.Popen(commands[name], cwd=ROOT)  # noqa: S603
    for child in children.values():
        child.terminate()
    for child in children.values():
        try:
            child.wait(timeout=20)
        except subprocess.TimeoutExpired:
            child.kill()


@click.command("serve")
@with_appcontext
def command() -> None:
    """Prepare what is missing, then run the web server and the worker."""
    settings: Settings = current_app.extensions["settings"]
    prepare(settings)
    commands = {"web": web_command(settings), "worker": worker_command()}
    os.environ.setdefault("DATA_DIR", str(settings.folder))
    children = {name: subprocess.Popen(words, cwd=ROOT) for name, words in commands.items()}  # noqa: S603
    wait_until_answering(settings, children["web"])
    announce(settings)
    watch(children, commands)
