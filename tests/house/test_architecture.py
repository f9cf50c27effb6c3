"""The map of the house, as a test: who may look at whom, and where the few things that happen in one place happen.

Its words stand in docs/map.md; where a true need is refused here, mend both in one commit.
"""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("content", "portal", "search_index")

#: From the top floor to the ground. A room sees the floors below it, not its neighbours.
FLOORS = (
    ("migrations",),
    ("reports", "reorganising", "lookups"),
    ("importers", "surfaces", "feedback", "reminders", "quality", "supervision"),
    ("plans",),
    ("workflow", "quotas"),
    ("dispatches", "activities"),
    ("display",),
    ("items",),
    ("subjects", "records", "attachments", "tags"),
    ("masking", "markup", "working_calendar", "spreadsheets", "documents"),
    ("notices", "choices", "synonyms"),
    ("auth", "outbox", "jobs"),
    ("audit", "identifiers", "kinds"),
    ("database", "errors", "clock"),
)
FLOOR = {room: number for number, floor in enumerate(FLOORS) for room in floor}
#: What the public side of the portal may see of the rules: never items, editions or workflow.
PUBLIC_SEES = {
    "display",
    "spreadsheets",
    "reports",
    "feedback",
    "auth",
    "kinds",
    "subjects",
    "working_calendar",
    "errors",
    "clock",
}
HEALTH_SEES = {"content.outbox.change_log", "content.migrations.walking"}
INDEX_IS_SEEN_BY = {"content/surfaces/search.py", "content/display/searching.py"}
MAY_COMMIT = ("portal/database.py", "portal/cli/")
MAY_STAND_STILL = ("content/clock.py", "portal/cli/demo.py", "benchmarks/", "tests/")
LONGEST_FILE = 320
WRITTEN_BY_US = (".py", ".html", ".css", ".js")


@cache
def files(*folders):
    found = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file()]
    return [ROOT / "app.py", *sorted(path for path in found if "__pycache__" not in path.parts)]


@cache
def tree(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def name_of(path):
    return path.relative_to(ROOT).as_posix()


def python(*folders):
    return [path for path in files(*folders) if path.suffix == ".py"]


def is_module(dotted):
    path = ROOT.joinpath(*dotted.split("."))
    return path.with_suffix(".py").exists() or path.is_dir()


@cache
def imports(path):
    """Every module of the house that a file imports, wherever in the file, as dotted names."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)} imports relatively"
            deeper = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name if is_module(name) else node.module for name in deeper}
    return found


def of_house(path, *tops):
    return {name for name in imports(path) if name.split(".")[0] in tops}


def room_of(dotted):
    return dotted.split(".")[1] if "." in dotted else ""


def offences(check, paths):
    """``check`` names each offence of one file; all of them together make one readable failure."""
    return [f"{name_of(path)}: {offence}" for path in paths for offence in check(path)]


# Who may look at whom


@pytest.mark.parametrize(
    "floor, above",
    [
        ("content", {"portal", "app", "tests", "benchmarks", "flask", "flask_sqlalchemy", "flask_babel", "werkzeug"}),
        ("search_index", {"portal", "app", "tests", "benchmarks", "flask", "content", "sqlalchemy"}),
        ("portal", {"app", "tests", "benchmarks", "search_index"}),
    ],
)
def test_a_floor_looks_down_only(floor, above):
    def seen_above(path):
        return [name for name in imports(path) if name.split(".")[0] in above]

    assert offences(seen_above, python(floor)[1:]) == []


def test_a_room_of_content_sees_the_floors_below_and_not_its_neighbours():
    def seen(path):
        own = path.relative_to(ROOT / "content").parts[0].removesuffix(".py")
        if own == "__init__":
            return []
        others = {room_of(name) for name in of_house(path, "content")} - {own, ""}
        return [f"sees {other}" for other in sorted(others) if FLOOR[other] <= FLOOR[own]]

    assert offences(seen, python("content")[1:]) == []


def test_every_room_of_content_has_its_floor():
    rooms = {path.name.removesuffix(".py") for path in (ROOT / "content").iterdir() if not path.name.startswith("__")}

    assert rooms <= set(FLOOR)


def test_public_pages_see_the_public_view_and_never_items():
    def seen(path):
        allowed = HEALTH_SEES if path.name == "health.py" else set()
        names = of_house(path, "content") - allowed
        return [f"sees {name}" for name in sorted(names) if room_of(name) not in PUBLIC_SEES]

    assert offences(seen, [*python("portal/public")[1:], *python("portal/api")[1:]]) == []


def test_the_index_is_written_in_one_file_and_read_in_another():
    seeing = {name_of(path) for path in python("content", "portal", "benchmarks")[1:] if of_house(path, "search_index")}

    assert {name for name in seeing if not name.startswith("benchmarks/")} == INDEX_IS_SEEN_BY


# What happens in one place


def assigned_attributes(path):
    for node in ast.walk(tree(path)):
        targets = {ast.Assign: "targets", ast.AugAssign: "target", ast.AnnAssign: "target"}.get(type(node))
        if targets is None:
            continue
        found = getattr(node, targets)
        for target in found if isinstance(found, list) else [found]:
            yield from (part.attr for part in ast.walk(target) if isinstance(part, ast.Attribute))


def calls(path):
    """Every call as (its last name, the call)."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            yield getattr(node.func, "attr", getattr(node.func, "id", "")), node


def test_state_is_written_only_by_moving():
    def written(path):
        by_name = [name for name in assigned_attributes(path) if name == "state"]
        by_call = [
            name
            for name, call in calls(path)
            if (name == "setattr" and isinstance(call.args[1], ast.Constant) and call.args[1].value == "state")
            or (name in ("values", "Edition") and any(keyword.arg == "state" for keyword in call.keywords))
        ]
        return by_name + by_call

    writers = {name_of(path) for path in python("content", "portal") if written(path)}

    assert writers == {"content/workflow/moving.py"}


def test_public_items_are_made_only_in_the_public_view():
    makers = {name_of(path) for path in python(*ROOMS) for name, _ in calls(path) if name == "PublicItem"}

    assert makers == {"content/display/public_view.py"}


def test_only_the_edge_commits():
    def commits(path):
        return [f"line {call.lineno}" for name, call in calls(path) if name == "commit" and not call.keywords]

    inner = [path for path in python("content", "portal") if not name_of(path).startswith(MAY_COMMIT)]
    assert offences(commits, inner) == []


def test_time_comes_from_the_clock_alone():
    wall = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "datetime.datetime.now"}

    def asked(path):
        found = [ast.unparse(call.func) for _, call in calls(path)]
        return [name for name in found if name in wall]

    assert offences(asked, [p for p in python("content", "portal") if name_of(p) != "content/clock.py"]) == []


def test_only_the_demonstration_lets_time_stand_still():
    def stands(path):
        return [f"line {call.lineno}" for name, call in calls(path) if name == "standing_at"]

    watched = [path for path in python(*ROOMS) if not name_of(path).startswith(MAY_STAND_STILL)]
    assert offences(stands, watched) == []


def test_the_portal_masks_nothing_itself():
    """What leaves was masked on its way into the public form; a page that masks would be a second way out."""
    makers = {"content.masking.gate", "content.masking.masks", "content.masking.policy"}
    pages = [path for path in python("portal") if name_of(path) != "portal/cli/privacy.py"]  # finds, shows nobody
    assert offences(lambda path: sorted(imports(path) & makers), pages) == []


# How files look


def test_a_package_begins_with_one_docstring_and_nothing_else():
    def more(path):
        body = tree(path).body
        is_docstring = len(body) == 1 and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant)
        return [] if is_docstring else ["is more or less than a docstring"]

    packages = [path for path in python(*ROOMS) if path.name == "__init__.py"]
    folders = {path.parent for path in python(*ROOMS)[1:]}
    assert offences(more, packages) == []
    assert sorted(name_of(f) for f in folders - {p.parent for p in packages} if f.name != "versions") == []


def test_every_module_says_in_one_line_what_lives_there():
    def silent(path):
        said = ast.get_docstring(tree(path))
        return [] if said else ["has no docstring"]

    assert offences(silent, python(*ROOMS)) == []


def test_no_file_is_longer_than_a_reader():
    def length(path):
        lines = len(path.read_text(encoding="utf-8").splitlines())
        return [f"{lines} lines"] if lines > LONGEST_FILE else []

    ours = [path for path in files(*ROOMS, "templates", "static", "tests") if path.suffix in WRITTEN_BY_US]
    generated = [path for path in ours if "versions" in path.parts]
    assert offences(length, [path for path in ours if path not in generated]) == []


def test_nothing_is_left_for_later():
    later = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")

    def left(path):
        lines = path.read_text(encoding="utf-8").splitlines()
        return [f"line {number}" for number, line in enumerate(lines, 1) if later.search(line)]

    ours = [path for path in files(*ROOMS, "templates", "static") if path.suffix in WRITTEN_BY_US]
    assert offences(left, ours) == []


def test_no_error_is_swallowed_whole():
    def swallowed(path):
        return [
            f"line {node.lineno}"
            for node in ast.walk(tree(path))
            if isinstance(node, ast.ExceptHandler)
            and (node.type is None or ast.unparse(node.type) in ("Exception", "BaseException"))
            and all(isinstance(statement, ast.Pass | ast.Continue) for statement in node.body)
        ]

    assert offences(swallowed, python(*ROOMS)) == []


def test_the_rules_above_see_what_they_are_asked_about():
    """A house with nobody in it would keep every rule."""
    assert len(python("content")) > 60
    assert len(python("portal")) > 25
    assert "content.items.models" in imports(ROOT / "content/workflow/moving.py")
    assert "state" in set(assigned_attributes(ROOT / "content/workflow/moving.py"))
    assert any(name == "commit" for name, _ in calls(ROOT / "portal/database.py"))
