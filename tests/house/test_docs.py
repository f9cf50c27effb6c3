"""The documents say what is so: both READMEs the same, the map every room, and no link leads nowhere."""

import dataclasses
import re
from pathlib import Path

import pytest

from portal.cli import demo
from portal.cli.commands import GROUPS
from portal.settings import Settings

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"`([^`]+)`")
FENCED = re.compile(r"```.*?```", re.DOTALL)


def text(name):
    return (ROOT / name).read_text(encoding="utf-8")


def codes(name):
    """Everything set as code in running text, and the first words of each line of a console."""
    document = text(name)
    fenced = {part.strip() for block in FENCED.findall(document) for part in re.findall(r"make \w+", block)}
    return {" ".join(part.split()) for part in CODE.findall(FENCED.sub("", document))} | fenced


def test_both_readmes_name_the_same_commands_accounts_and_variables():
    assert codes("README.md") == codes("README.zh-CN.md")


def test_the_readme_names_every_account_and_the_password():
    named = codes("README.md")
    assert {person.username for person in demo.PEOPLE} | {demo.PASSWORD} <= named


def test_every_variable_the_readme_names_is_a_setting():
    known = {field.metadata["variable"] for field in dataclasses.fields(Settings)}
    named = {word for code in codes("README.md") for word in re.findall(r"\b[A-Z][A-Z_]{3,}\b(?!\.)", code)}
    assert named <= known


def test_every_command_is_named_and_every_named_command_is_there():
    listed = next(code for code in codes("README.md") if "|" in code)
    named = {word.strip() for word in listed.removeprefix("flask --app app").split("|")}
    there = {command.name for command in GROUPS}
    assert named | {"serve"} == there


def test_every_make_target_the_documents_name_is_there():
    targets = set(re.findall(r"^([a-z]+):", text("Makefile"), re.MULTILINE))
    named = {word for path in DOCUMENTS for word in re.findall(r"`make ([a-z]+)", path.read_text(encoding="utf-8"))}
    named |= {word for name in ("README.md", "README.zh-CN.md") for word in re.findall(r"\$ make ([a-z]+)", text(name))}
    assert {"run", "test"} <= named <= targets


@pytest.mark.parametrize("room", ["content", "portal"])
def test_the_map_names_every_room(room):
    map_ = text("docs/map.md")
    rooms = {path.name for path in (ROOT / room).iterdir() if path.is_dir() and (path / "__init__.py").is_file()}
    assert {name for name in rooms if not re.search(rf"\b{name}/", map_)} == set()


def test_every_file_the_map_names_is_there():
    """A code span with a dot or a slash is a path from the top, or from content/ or portal/."""
    for code in CODE.findall(text("docs/map.md")):
        if re.fullmatch(r"[\w/]+\.(py|md|html)", code):
            places = [ROOT / code, ROOT / "content" / code, ROOT / "portal" / code]
            found = any(place.exists() for place in places) or list(ROOT.glob(f"content/**/{code}"))
            assert found, f"docs/map.md names {code}"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(path):
    for target in LINK.findall(path.read_text(encoding="utf-8")):
        if re.match(r"[a-z]+:", target):
            continue
        place, _, anchor = target.partition("#")
        aim = (path.parent / place).resolve() if place else path
        assert aim.exists(), f"{target} leads nowhere"
        if anchor and aim.suffix == ".md":
            headings = re.findall(r"^#+ (.+)$", aim.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w-]", "", h.lower().replace(" ", "-")) for h in headings}, target


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_document_names_a_machine(path):
    assert re.findall(r"/(?:home|Users|root|work|tmp)/\w+", path.read_text(encoding="utf-8")) == []


def test_the_glossary_names_roles_and_states():
    glossary = text("docs/glossary.md")
    for word in ("Item", "Edition", "PublicItem"):
        assert f"`{word}`" in glossary
