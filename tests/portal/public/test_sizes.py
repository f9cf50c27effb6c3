"""What a first visit costs: bytes and requests of every kind of page."""

from benchmarks import sizes


def test_no_first_load_is_heavier_than_a_slow_line_bears(site):
    item, _ = site.make(body="信用承诺。" * 800)
    loads = sizes.measured(site.app, item)
    assert set(loads) == set(sizes.PAGES)
    assert {name: load.sent for name, load in loads.items() if load.sent > sizes.MOST_BYTES} == {}
    assert max(load.requests for load in loads.values()) <= 5


def test_the_table_in_the_docs_tells_of_every_kind_of_page():
    text = sizes.DOCUMENT.read_text(encoding="utf-8")
    assert [name for name in sizes.PAGES if f"| {name} |" not in text] == []
