"""`flask settings`: every variable with its help, and no secret."""

from dataclasses import fields

from app import create_app
from portal.cli import settings as command
from portal.settings import Settings
from tests.portal.cli.conftest import runner


def test_every_variable_stands_there_and_the_secret_does_not(settings, tmp_path):
    output = runner(create_app(settings))("settings").output
    for field in fields(Settings):
        assert field.metadata["variable"] in output
        assert field.metadata["help"] in output
    assert settings.secret_key not in output
    assert "(set)" in output
    made = create_app(Settings(data_dir=str(tmp_path / "made")))
    output = runner(made)("settings").output
    assert "(made by the site)" in output
    assert made.config["SECRET_KEY"] not in output


def test_a_databases_password_is_not_printed(tmp_path):
    address = "postgresql://portal:geheim@localhost/none"
    output = runner(create_app(Settings(data_dir=str(tmp_path), database_url=address)))("settings").output
    assert "postgresql://portal:***@localhost/none" in output
    assert "geheim" not in output


def test_only_the_password_is_left_out_of_an_address():
    for address, shown in (
        ("postgresql://portal:geheim@db/site", "postgresql://portal:***@db/site"),
        ("postgresql://portal:ge@heim:x@db/site", "postgresql://portal:***@db/site"),
        ("postgresql://db/site", "postgresql://db/site"),
        ("https://credit.jiangsu.gov.cn/", "https://credit.jiangsu.gov.cn/"),
        ("", "-"),
    ):
        assert command.without_password(address) == shown
