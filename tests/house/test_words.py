"""Every code that content hands up has its words in the portal, so that no page ever answers with a code or a fault."""

import ast
from functools import cache
from pathlib import Path

import pytest

from content.audit.events import Event
from content.auth.permissions import Permission
from content.auth.roles import Role
from content.items.models import State
from content.kinds import reader
from content.masking import findings, policy
from content.workflow import reviewing, states
from portal import event_words, labels, words
from portal.admin import masking

ROOT = Path(__file__).parents[2]
CONTENT = ROOT / "content"
#: Codes that are put together at run time, and what they can become.
SHAPES = {"bad_document_number", "bad_index_number"}
COMPOSED = {"items/checks.py": SHAPES, "items/pasting.py": SHAPES}
#: Each file of an edition has its own, ``alt-12``; portal/file_words.py words them.
OF_FILES = {"file", "alt", "ticks", "second_person"}
PAGES = sorted(path for path in (ROOT / "portal").rglob("*.py") if "cli" not in path.parts)


@cache
def tree(path):
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imported(path):
    """The modules of content that a file imports, as paths."""
    found = set()
    for node in ast.walk(tree(path)):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        for name in names:
            module = ROOT.joinpath(*name.split(".")).with_suffix(".py")
            if name.startswith("content.") and module.is_file():
                found.add(module)
    return frozenset(found)


@cache
def reached():
    """Every module of content that a page leads into, itself or through others.

    A room that no page knows yet (the working calendar has only its first rows) words its codes with its first page.
    """
    seen, todo = set(), [module for page in PAGES for module in imported(page)]
    while todo:
        module = todo.pop()
        if module not in seen:
            seen.add(module)
            todo += imported(module)
    return sorted(path for path in seen if "migrations" not in path.parts)


def constants(node):
    """The texts an expression may give: itself, or either side of a choice."""
    if isinstance(node, ast.Constant):
        return {node.value}
    if isinstance(node, ast.IfExp):
        return constants(node.body) | constants(node.orelse)
    return set()


def calls(name):
    for path in reached():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == name:
                yield path.relative_to(CONTENT).as_posix(), node


def codes(name, place):
    """Code → where it is raised. Codes made at run time stand in ``COMPOSED``."""
    found = {}
    for where, call in calls(name):
        if len(call.args) <= place:
            continue
        for code in constants(call.args[place]) or COMPOSED.get(where, set()):
            found.setdefault(code, where)
    return found


def test_every_refusal_a_page_can_meet_is_worded():
    missing = {code: where for code, where in codes("Refusal", 0).items() if code not in words.REFUSALS}
    assert missing == {}


def test_every_issue_a_page_can_meet_is_worded():
    missing = {code: where for code, where in codes("Issue", 1).items() if code not in words.ISSUES}
    assert missing == {}


def test_every_field_an_issue_names_has_a_label_or_a_page_of_its_own():
    """Forms of one or two fields word them in their template; whatever reaches a list of problems needs a label."""
    said_in_place = {"name", "evidence", "agreed_on", "ends_on", "version"} | OF_FILES
    named = {name for _where, call in calls("Issue") if call.args for name in constants(call.args[0])} - said_in_place
    assert named - set(labels.FORM_FIELDS) == set()


def test_the_search_for_codes_sees_what_it_is_asked_about():
    assert {"to_mend", "own_work", "left_the_public"} <= set(codes("Refusal", 0))
    assert {"required", "too_long", "bad_document_number"} <= set(codes("Issue", 1))
    assert len(reached()) > 40


def pages_raise(name, table):
    for path in PAGES:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name:
                place = 0 if name == "Refusal" else 1
                for code in constants(node.args[place]):
                    assert code in table, f"{path.name}: {code}"


def test_what_pages_themselves_refuse_is_worded_too():
    pages_raise("Refusal", words.REFUSALS)
    pages_raise("Issue", words.ISSUES)


def test_no_word_stands_there_for_nobody():
    everywhere = "".join(
        path.read_text(encoding="utf-8") for room in ("content", "portal") for path in (ROOT / room).rglob("*.py")
    )
    composed = set().union(*COMPOSED.values())
    for table in (words.REFUSALS, words.ISSUES):
        told = {code for code in table if code not in composed and not code.startswith("save_as_")}
        unused = {code for code in told if everywhere.count(f'"{code}"') < 2}
        assert unused == set()


@pytest.mark.parametrize(
    "table, known",
    [
        ("STATES", {state.value for state in State}),
        ("STATE_TONES", {state.value for state in State}),
        ("ROLES", {role.value for role in Role}),
        ("REASONS", set(reviewing.REASONS)),
        ("CONFIDENCES", {findings.CERTAIN, findings.LIKELY, findings.UNCERTAIN}),
    ],
)
def test_a_closed_list_has_a_word_for_each_and_none_beside(table, known):
    assert set(getattr(labels, table)) == known


def test_every_kind_of_finding_the_policy_knows_has_a_word():
    assert {rule.kind for rule in policy.DEFAULT.rules} - set(labels.FINDINGS) == set()


def test_every_event_of_the_trail_has_a_word_and_no_word_is_for_none():
    assert set(event_words.EVENTS) == {event.value for event in Event}


def test_every_move_writes_an_event_that_has_a_word():
    assert {move.event.value for move in states.TRANSITIONS.values()} <= set(event_words.EVENTS)


def test_every_job_of_the_worker_has_a_word():
    source = tree(ROOT / "portal/cli/worker.py")
    jobs = {
        node.args[0].value
        for node in ast.walk(source)
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "every"
    }
    assert jobs
    assert jobs - set(labels.JOBS) == set()


def test_every_field_of_every_article_has_a_label():
    """A record's fields are called as its kind's data file calls them, where the same name reads otherwise by kind."""
    named = {field.name for kind in reader.kinds().values() if not kind.is_record for field in kind.fields}
    assert named - set(labels.FORM_FIELDS) == set()


def test_every_switch_of_the_policy_has_a_name():
    from content.masking import rows

    assert set(masking.SWITCHES) == set(rows.SWITCHES)


def test_every_permission_opens_something():
    asked = "".join(path.read_text(encoding="utf-8") for path in PAGES)
    assert [p.name for p in Permission if f"requires(Permission.{p.name})" not in asked] == []
