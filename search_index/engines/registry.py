"""The engines by the name a setting or a manifest gives them."""

from __future__ import annotations

from search_index.engines import tantivy, whoosh
from search_index.engines.base import Engine

ENGINES: dict[str, Engine] = {"whoosh": whoosh, "tantivy": tantivy}
