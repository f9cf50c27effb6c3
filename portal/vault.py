"""What is kept apart from the database: uploaded sheets, proofs of objections, and the keys of identity digests."""

from __future__ import annotations

import hashlib
import secrets
from pathlib import Path

from flask import Flask

from content.attachments.encrypted_spool import EncryptedSpool
from content.identifiers.digest import Keys
from content.importers.receiving import Vault
from portal.settings import Settings, kept_secret

IDENTITY_KEYS = "identity_keys"
SPOOL_KEY = "spool_key"


def identity_keys(settings: Settings) -> Keys:
    """Every layer, oldest first: from the setting, or a file in the data folder with one key per line."""
    if settings.identity_keys:
        return Keys(tuple(key.strip().encode() for key in settings.identity_keys.split(",")))
    kept = kept_secret(settings.folder / IDENTITY_KEYS)
    return Keys(tuple(line.strip().encode() for line in kept.splitlines() if line.strip()))


def add_identity_key(folder: Path) -> int:
    """Lay a new key over the others in the data folder. Returns how many there are."""
    path = folder / IDENTITY_KEYS
    kept = kept_secret(path)
    beside = path.with_suffix(".new")
    beside.touch(mode=0o600)
    beside.write_text(f"{kept.rstrip()}\n{secrets.token_urlsafe(48)}\n")
    beside.replace(path)
    return len(path.read_text().split())


def open_vault(settings: Settings) -> Vault:
    spool_key = hashlib.sha256(kept_secret(settings.folder / SPOOL_KEY).encode()).digest()
    return Vault(EncryptedSpool(settings.folder / "spool", spool_key), identity_keys(settings))


def open_proofs(settings: Settings) -> EncryptedSpool:
    """What people hand in with an objection: under lock in a folder of its own, with a key of its own."""
    proof_key = hashlib.sha256(f"proofs {kept_secret(settings.folder / SPOOL_KEY)}".encode()).digest()
    return EncryptedSpool(settings.folder / "proofs", proof_key)


def init_app(app: Flask, settings: Settings) -> None:
    app.extensions["vault"] = open_vault(settings)
    app.extensions["proofs"] = open_proofs(settings)
