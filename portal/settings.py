"""Settings, read once from the environment, frozen, each with a word of help. Weak ones are refused at the start."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields
from ipaddress import ip_address
from pathlib import Path
from typing import Literal, cast

from flask.cli import NoAppException

ENGINES = ("auto", "whoosh", "tantivy")
MAIL_SECURITY = ("starttls", "ssl", "none")
SHORTEST_SECRET = 32
Setting = Literal["auto", "whoosh", "tantivy"]
YES = {"1", "true", "yes", "on"}
PREFIX = re.compile(r"(/[A-Za-z0-9._~-]+)+")
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
    identity_keys: str = setting("IDENTITY_KEYS", "", "keys of identity digests, oldest first; empty: kept in DATA_DIR")
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
    mark_url: str = setting("MARK_URL", "", "address behind the 党政机关 mark; empty: no mark")
    mistakes_url: str = setting("MISTAKES_URL", "", "我为政府网站找错, this site's own address there; empty: no link")
    path_prefix: str = setting("PATH_PREFIX", "", "the site as a section of another, such as /credit")
    header_file: str = setting("HEADER_FILE", "", "file with HTML to stand above every public page")
    footer_file: str = setting("FOOTER_FILE", "", "file with HTML to stand below every public page")
    site_url: str = setting("SITE_URL", "", "where the site is reached, for links in letters; empty: by SITE_DOMAIN")
    smtp_host: str = setting("SMTP_HOST", "", "mail server for reminders; empty: on the site alone")
    smtp_port: str = setting("SMTP_PORT", "587", "its port")
    smtp_security: str = setting("SMTP_SECURITY", "starttls", "starttls, ssl, or none within the bureau's own network")
    smtp_user: str = setting("SMTP_USER", "", "account at the mail server; empty: none")
    smtp_password: str = setting("SMTP_PASSWORD", "", "its password")
    smtp_ca: str = setting(
        "SMTP_CA", "", "file with the certificate authority of the mail server, where it is an own one"
    )
    mail_from: str = setting("MAIL_FROM", "", "sender of reminders")
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
    def origin(self) -> str:
        """Scheme and host under which people reach the site."""
        return self.site_url.rstrip("/") or f"https://{self.site_domain}"

    @property
    def index_folder(self) -> Path:
        return self.folder / "search_index"

    @property
    def fragment_above(self) -> str:
        return Path(self.header_file).read_text(encoding="utf-8") if self.header_file else ""

    @property
    def fragment_below(self) -> str:
        return Path(self.footer_file).read_text(encoding="utf-8") if self.footer_file else ""

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
    if any(len(key.strip()) < SHORTEST_SECRET for key in settings.identity_keys.split(",") if settings.identity_keys):
        raise WeakSettings(f"each of IDENTITY_KEYS needs at least {SHORTEST_SECRET} characters.")
    if settings.search_engine not in ENGINES:
        raise WeakSettings(f"SEARCH_ENGINE is one of {', '.join(ENGINES)}, not {settings.search_engine!r}.")
    for name in ("demo", "secure_cookies"):
        if getattr(settings, name).lower() not in YES | NO:
            raise WeakSettings(f"{name.upper()} is 1 or 0, not {getattr(settings, name)!r}.")
    for name in ("port", "trusted_proxies", "web_processes", "smtp_port"):
        if not getattr(settings, name).isdecimal():
            raise WeakSettings(f"{name.upper()} is a whole number, not {getattr(settings, name)!r}.")
    if settings.demo.lower() in YES and not settings.is_loopback:
        raise WeakSettings("DEMO=1 lets everybody in with a known password: only with HOST on loopback.")
    if not (settings.site_code.isdecimal() and len(settings.site_code) == 10):
        raise WeakSettings("SITE_CODE is the ten-digit 网站标识码.")
    refuse_odd_mail(settings)
    return refuse_misplaced(settings)


def refuse_odd_mail(settings: Settings) -> None:
    """No password travels in the open, and no letter goes out without a sender."""
    if settings.smtp_security not in MAIL_SECURITY:
        raise WeakSettings(f"SMTP_SECURITY is one of {', '.join(MAIL_SECURITY)}, not {settings.smtp_security!r}.")
    if settings.smtp_host and "@" not in settings.mail_from:
        raise WeakSettings("MAIL_FROM is the address reminders come from: SMTP_HOST needs one.")
    if settings.smtp_password and settings.smtp_security == "none":
        raise WeakSettings("SMTP_PASSWORD would travel in the open: set SMTP_SECURITY to starttls or ssl.")
    if settings.smtp_ca and not Path(settings.smtp_ca).is_file():
        raise WeakSettings(f"SMTP_CA is no file: {settings.smtp_ca!r}.")
    if settings.site_url and not settings.site_url.startswith(("https://", "http://")):
        raise WeakSettings("SITE_URL begins with https:// and is where people reach the site.")


def refuse_misplaced(settings: Settings) -> Settings:
    """A prefix is a plain path, the outer site's fragments are files that are there."""
    if settings.path_prefix and not PREFIX.fullmatch(settings.path_prefix):
        raise WeakSettings(f"PATH_PREFIX begins with a slash and ends without one, not {settings.path_prefix!r}.")
    for name in ("header_file", "footer_file"):
        if getattr(settings, name) and not Path(getattr(settings, name)).is_file():
            raise WeakSettings(f"{name.upper()} is no file: {getattr(settings, name)}.")
    return settings


def from_environment(environment: Mapping[str, str]) -> Settings:
    known = {field.name: field.metadata["variable"] for field in fields(Settings)}
    given = {name: environment[variable].strip() for name, variable in known.items() if variable in environment}
    return refuse_weak(Settings(**given))
