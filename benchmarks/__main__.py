"""`make bench`: every table in one run. Sizes and parts by arguments: `make bench ARGS="--only pages --items 1000"`."""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from benchmarks import boards, imports, many_records, masking, pages, search_engines, search_scale, site, visible

PARTS = ("pages", "boards", "search", "visible", "masking", "engines", "import", "records")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=5000, help="items of the generated site")
    parser.add_argument("--records", type=int, default=20_000, help="records to search")
    parser.add_argument("--articles", type=int, default=20_000, help="articles beside them")
    parser.add_argument("--most", type=int, default=100_000, help="public records beside ten thousand")
    parser.add_argument("--rows", type=int, default=imports.ROWS, help="rows of the sheet that is imported")
    parser.add_argument("--only", nargs="*", choices=PARTS, default=PARTS)
    parser.add_argument("--keep", type=Path, help="folder where the site to search is built once and stays")
    asked = parser.parse_args()
    if "search" in asked.only:
        search_scale.run(asked.records, asked.articles, asked.keep)
    if "pages" in asked.only:
        print(f"A site of {asked.items} generated items")
        with site.generated(asked.items) as (_app, folder):
            pages.run(folder, asked.items)
    if "boards" in asked.only:
        boards.run()
    if "records" in asked.only:
        many_records.run(asked.most)
    if "import" in asked.only:
        imports.run(asked.rows)
    if "visible" in asked.only:
        visible.run(asked.rows)
    if "masking" in asked.only:
        print("\nMasking beside jieba.posseg")
        masking.main(60_000)
    if "engines" in asked.only:
        print(f"\nSearch engines over {asked.records} generated documents")
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            search_engines.run(asked.records, asked.records // 50, ["whoosh"], Path(folder), time.perf_counter)


if __name__ == "__main__":
    main()
