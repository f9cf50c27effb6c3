"""Settings, read once from the environment, frozen, each with a word of help. Weak ones are refused at the start."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields
from ipaddress import ip_address
from pathlib import Path
from typing import Literal, cast

from flask.cli import NoAppException

ENGINES = ("auto", "whoosh", "tantivy")
SHORTEST_SECRET = 32
Setting = Literal["auto", "whoosh", "tantivy"]
YES = {"1", "true", "yes", "on"}
NO = {"0", "false", "no", "off", ""}


class WeakSettings(NoAppException, ValueError):
    """The environment asks for something this site will not start with. The message names the setting and the cure."""


def setting(variable: str, default: str, help: str) -> str:  # noqa: A002 - the word for it
    return field(default=default, metadata={"variable": variable, "help": help})


@dataclass(frozen=True)
class Settings:
    host: str = setting("HOST", "127.0.0.1", "address the web server listens on")
    port: str = setting("PORT", "8000", "port the web server listens on")
    data_dir: str = setting("DATA_DIR", "instance", "folder for database, index and files")
    database_url: str = setting("DATABASE_URL", "", "SQLAlchemy address; empty: SQLite in DATA_DIR")
    search_engine: str = setting("SEARCH_ENGINE", "auto", "auto, whoosh or tantivy")
    secret_key: str = setting("SECRET_KEY", "", "signs cookies; empty: made once and kept in DATA_DIR")
    demo: str = setting("DEMO", "", "1: invented people and items; empty: as on loopback; 0: never")
    secure_cookies: str = setting("SECURE_COOKIES", "", "1: cookies by HTTPS only; empty: as off loopback")
    trusted_proxies: str = setting("TRUSTED_PROXIES", "0", "how many reverse proxies stand in front")
    web_processes: str = setting("WEB_PROCESSES", "2", "how many web processes to run")
    site_name: str = setting("SITE_NAME", "信用公示", "name in the header and the SiteName tag")
    site_owner: str = setting("SITE_OWNER", "连云港市交通运输局", "主办单位")
    site_operator: str = setting("SITE_OPERATOR", "连云港市交通运输局宣教处", "承办单位")
    site_domain: str = setting("SITE_DOMAIN", "localhost", "SiteDomain tag")
    site_code: str = setting("SITE_CODE", "3207000000", "网站标识码, 10 digits")
    site_telephone: str = setting("SITE_TELEPHONE", "12328", "telephone in the footer")
    site_address: str = setting("SITE_ADDRESS", "", "address in the footer")
    report_url: str = setting("REPORT_URL", "https://credit.jiangsu.gov.cn/", "where credit reports are issued")
    repair_url: str = setting("REPAIR_URL", "https://www.creditchina.gov.cn/", "where credit repair is asked for")
    site_icp: str = setting("SITE_ICP", "", "ICP record in the footer")
    site_police: str = setting("SITE_POLICE", "", "公网安备 number in the footer")

    @property
    def folder(self) -> Path:
        return Path(self.data_dir).resolve()

    @property
    def is_loopback(self) -> bool:
        try:
            return self.host == "localhost" or ip_address(self.host).is_loopback
        except ValueError:  # a name that others may resolve
            return False

    @property
    def is_demo(self) -> bool:
        """Whether invented people may sign in: on loopback only, unless switched off."""
        return self.is_loopback and (self.demo.lower() in YES or self.demo == "")

    @property
    def has_secure_cookies(self) -> bool:
        return not self.is_loopback if self.secure_cookies == "" else self.secure_cookies.lower() in YES

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{self.folder / 'site.db'}"

    @property
    def engine(self) -> Setting:
        return cast(Setting, self.search_engine)

    @property
    def index_folder(self) -> Path:
        return self.folder / "search_index"

    @property
    def secret(self) -> str:
        return self.secret_key or kept_secret(self.folder / "secret_key")


def kept_secret(path: Path) -> str:
    """The site's own secret: made whole at the first start, by whichever process comes first, and kept from others."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        beside = path.with_suffix(f".{secrets.token_hex(8)}")
        beside.touch(mode=0o600)
        beside.write_text(secrets.token_urlsafe(48))
        with suppress(FileExistsError):
            path.hardlink_to(beside)
        beside.unlink()
    return path.read_text()


def refuse_weak(settings: Settings) -> Settings:
    """Raise ``WeakSettings`` for the first setting that is unsafe or not understood."""
    if settings.secret_key and len(settings.secret_key) < SHORTEST_SECRET:
        raise WeakSettings(f"SECRET_KEY needs at least {SHORTEST_SECRET} characters; leave it empty to have one made.")
    if settings.search_engine not in ENGINES:
        raise WeakSettings(f"SEARCH_ENGINE is one of {', '.join(ENGINES)}, not {settings.search_engine!r}.")
    for name in ("demo", "secure_cookies"):
        if getattr(settings, name).lower() not in YES | NO:
            raise WeakSettings(f"{name.upper()} is 1 or 0, not {getattr(settings, name)!r}.")
    for name in ("port", "trusted_proxies", "web_processes"):
        if not getattr(settings, name).isdecimal():
            raise WeakSettings(f"{name.upper()} is a whole number, not {getattr(settings, name)!r}.")
    if settings.demo.lower() in YES and not settings.is_loopback:
        raise WeakSettings("DEMO=1 lets everybody in with a known password: only with HOST on loopback.")
    if not (settings.site_code.isdecimal() and len(settings.site_code) == 10):
        raise WeakSettings("SITE_CODE is the ten-digit 网站标识码.")
    return settings


def from_environment(environment: Mapping[str, str]) -> Settings:
    known = {field.name: field.metadata["variable"] for field in fields(Settings)}
    given = {name: environment[variable].strip() for name, variable in known.items() if variable in environment}
    return refuse_weak(Settings(**given))
