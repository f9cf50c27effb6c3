"""What is written by statement and not by object, tens of thousands at once: each table in its own few files."""

import ast

from tests.house.test_architecture import calls, name_of, offences, python

#: Where rows of these are written by statement and not by object: a batch's tens of thousands.
BY_STATEMENT = {
    "PublicItem": {"content/display/public_view.py"},
    "Departure": {"content/display/public_view.py"},
    "Change": {"content/outbox/change_log.py"},
    "AuditEntry": set(),
    "Edition": {
        "content/importers/staging.py",
        "content/workflow/batch_examining.py",
        "content/workflow/batch_publishing.py",
        "content/workflow/moving.py",
    },
}


def model_of(call):
    """``Edition``, ``Edition.__table__`` and ``table_of(Edition)`` are the same table."""
    return ast.unparse(call.args[0]).removesuffix(".__table__").removeprefix("table_of(").removesuffix(")")


def test_public_rows_are_inserted_and_removed_nowhere_else():
    def touched(path):
        return [
            f"{name}({ast.unparse(call.args[0])})"
            for name, call in calls(path)
            if name in ("insert", "update", "delete")
            and call.args
            and name_of(path) not in BY_STATEMENT.get(model_of(call), {name_of(path)})
        ]

    assert offences(touched, python("content", "portal")) == []


def test_state_is_written_by_statement_in_one_file():
    def moved(path):
        return [
            f"line {call.lineno}"
            for name, call in calls(path)
            if name == "values" and any(keyword.arg == "state" for keyword in call.keywords)
        ]

    movers = {name_of(path) for path in python("content", "portal") if moved(path)}
    assert movers == {"content/workflow/moving.py"}
