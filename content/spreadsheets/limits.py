"""How large a spreadsheet may be: bounds of the machine, not of law. Another caller may hand in others."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """``rows`` and ``columns`` bound what one sheet holds, the others what its file may be and unpack to.

    A sheet of 100,000 rows and 30 columns unpacks to about 250 MB; sheets of figures pack about 40 : 1.
    """

    rows: int = 100_000
    columns: int = 100
    size: int = 64 * MEGABYTE
    unpacked: int = 600 * MEGABYTE
    ratio: int = 250
    ratio_counts_from: int = MEGABYTE
    entries: int = 3_000
    #: Formulas, error values, merged cells, hidden rows: beyond these the sheet is answered as a whole.
    marks: int = 100_000


DEFAULT = Limits()

#: What Excel itself holds in one cell.
LONGEST_CELL = 32_767
#: Title lines above the headings do not count as rows.
MOST_ABOVE = 20
