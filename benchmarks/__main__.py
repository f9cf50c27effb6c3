"""`make bench`: every table in one run. ITEMS sets the size of the site (default 5000)."""

from __future__ import annotations

import argparse

from benchmarks import pages, searching, site


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=5000)
    asked = parser.parse_args()
    print(f"A site of {asked.items} generated items")
    with site.generated(asked.items) as (app, folder):
        searching.run(app)
        pages.run(folder, item_id=asked.items // 2)


if __name__ == "__main__":
    main()
