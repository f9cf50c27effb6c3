"""One file per engine; each gives the same sets, totals and facets."""

from __future__ import annotations

from search_index.engines import tantivy, whoosh
from search_index.engines.base import Engine

ENGINES: dict[str, Engine] = {"whoosh": whoosh, "tantivy": tantivy}
