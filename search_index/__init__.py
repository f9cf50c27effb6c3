"""A full-text library for Chinese public records. Knows nothing of items, people or the web.

from search_index.document import Document, digest      what can be indexed
from search_index.index import open_index               put, drop, search, suggest, cursor
from search_index.query import parse                    words → a small tree
from search_index.highlighting import highlight, snippet
from search_index.rebuilding import rebuild, should_change_over, change_over
from search_index.errors import IndexUnavailable, WriterBusy, RebuildMismatch
"""
