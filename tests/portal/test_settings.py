"""Settings: the defaults stand, weak ones are refused by name, and the site's own secret is made once."""

import dataclasses
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from portal import settings as module
from portal.settings import Settings, WeakSettings, from_environment, kept_secret


def test_an_empty_environment_gives_the_defaults():
    assert from_environment({}) == Settings()


#: What a variable must look like, where not everything goes.
SHAPED = {
    "PORT": "81",
    "WEB_PROCESSES": "5",
    "TRUSTED_PROXIES": "1",
    "SEARCH_ENGINE": "whoosh",
    "DEMO": "0",
    "SITE_CODE": "1234567890",
    "SECURE_COOKIES": "1",
    "PATH_PREFIX": "/credit",
    "HEADER_FILE": __file__,
    "FOOTER_FILE": __file__,
    "SITE_URL": "https://credit.example.gov.cn",
    "SMTP_PORT": "25",
    "SMTP_SECURITY": "ssl",
    "SMTP_CA": __file__,
    "MAIL_FROM": "site@example.gov.cn",
}


def test_each_variable_sets_its_field_and_spaces_around_are_left_out():
    for field in dataclasses.fields(Settings):
        variable = field.metadata["variable"]
        value = SHAPED.get(variable, "x" * 40)
        beside = {"MAIL_FROM": "site@example.gov.cn"} if variable == "SMTP_HOST" else {}
        assert getattr(from_environment(beside | {variable: f" {value} "}), field.name) == value
        assert field.metadata["help"]


@pytest.mark.parametrize(
    "environment, named",
    [
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"SECRET_KEY": "s" * 31}, "SECRET_KEY"),
        ({"SEARCH_ENGINE": "lucene"}, "SEARCH_ENGINE"),
        ({"DEMO": "perhaps"}, "DEMO"),
        ({"SECURE_COOKIES": "2"}, "SECURE_COOKIES"),
        ({"PORT": "http"}, "PORT"),
        ({"PORT": "-1"}, "PORT"),
        ({"TRUSTED_PROXIES": "one"}, "TRUSTED_PROXIES"),
        ({"WEB_PROCESSES": ""}, "WEB_PROCESSES"),
        ({"DEMO": "1", "HOST": "0.0.0.0"}, "DEMO"),
        ({"DEMO": "yes", "HOST": "portal.example"}, "DEMO"),
        ({"SITE_CODE": "12345"}, "SITE_CODE"),
        ({"SITE_CODE": "连云港交通信用公示网"}, "SITE_CODE"),
    ],
)
def test_a_weak_setting_is_refused_by_name(environment, named):
    with pytest.raises(WeakSettings, match=named):
        from_environment(environment)


@pytest.mark.parametrize(
    "host, demo, is_demo, is_secure",
    [
        ("127.0.0.1", "", True, False),
        ("localhost", "", True, False),
        ("::1", "", True, False),
        ("127.0.0.1", "0", False, False),
        ("127.0.0.1", "1", True, False),
        ("0.0.0.0", "", False, True),
        ("portal.example", "", False, True),
        ("192.0.2.1", "off", False, True),
    ],
)
def test_the_demonstration_is_for_loopback_and_cookies_are_secure_beyond(host, demo, is_demo, is_secure):
    settings = Settings(host=host, demo=demo)
    assert (settings.is_demo, settings.has_secure_cookies) == (is_demo, is_secure)


def test_cookies_can_be_said_to_be_secure_or_not():
    assert Settings(secure_cookies="1").has_secure_cookies
    assert not Settings(host="0.0.0.0", secure_cookies="0").has_secure_cookies


def test_settings_do_not_change_afterwards():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Settings().port = "1"


def test_the_secret_is_made_once_for_the_site_alone_by_whoever_comes_first(tmp_path):
    path = tmp_path / "data" / "secret_key"
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: kept_secret(path), range(16)))
    assert len(found) == 1
    assert len(found.pop()) >= module.SHORTEST_SECRET
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["secret_key"]


def test_a_given_secret_is_used_and_none_is_made(tmp_path):
    settings = Settings(data_dir=str(tmp_path), secret_key="s" * 40)
    assert settings.secret == "s" * 40
    assert list(tmp_path.iterdir()) == []


def test_the_database_is_sqlite_in_the_data_folder_unless_told_otherwise(tmp_path):
    assert Settings(data_dir=str(tmp_path)).database == f"sqlite:///{tmp_path}/site.db"
    assert Settings(database_url="postgresql://db/site").database == "postgresql://db/site"


@pytest.mark.parametrize(
    "environment, named",
    [
        ({"SMTP_SECURITY": "maybe"}, "SMTP_SECURITY"),
        ({"SMTP_HOST": "mail.example.gov.cn"}, "MAIL_FROM"),
        ({"SMTP_PASSWORD": "secret", "SMTP_SECURITY": "none"}, "SMTP_PASSWORD"),
        ({"SMTP_CA": "/nowhere.pem"}, "SMTP_CA"),
        ({"SMTP_PORT": "mail"}, "SMTP_PORT"),
        ({"SITE_URL": "credit.example.gov.cn"}, "SITE_URL"),
    ],
)
def test_odd_settings_of_mail_are_refused_by_name(environment, named):
    with pytest.raises(WeakSettings, match=named):
        from_environment(environment)
