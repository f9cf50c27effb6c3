"""Numbers in addresses: what no row can have is no address of ours, and so not found rather than a fault."""

from __future__ import annotations

from typing import Any

from flask import Flask
from werkzeug.routing import IntegerConverter

#: The largest number both databases keep in every column that an address names.
LARGEST = 2**31 - 1


class RowNumber(IntegerConverter):
    """``<int:…>`` as every route of ours means it: a row's number."""

    def __init__(self, map: Any, *args: Any, **options: Any) -> None:  # noqa: A002 - werkzeug's own name
        options.setdefault("max", LARGEST)
        super().__init__(map, *args, **options)


def init_app(app: Flask) -> None:
    app.url_map.converters["int"] = RowNumber
