"""The rules, one room per noun. Plain Python and SQLAlchemy; no web."""
