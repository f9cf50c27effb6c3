"""Page views: people are counted, robots are not, and no line is lost on the way."""

import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from portal.view_spool import ViewSpool

PERSON = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120 Safari/537.36"


@pytest.mark.parametrize(
    "agent, counts",
    [
        (PERSON, 1),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) MicroMessenger/8.0", 1),
        ("", 0),
        ("Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)", 0),
        ("Googlebot/2.1", 0),
        ("curl/8.0", 0),
        ("python-requests/2", 0),
        ("HeadlessChrome/120", 0),
        ("Sogou web spider/4.0", 0),
    ],
)
def test_people_are_counted_and_robots_are_not(tmp_path, agent, counts):
    spool = ViewSpool(tmp_path)
    spool.seen(7, agent)
    assert spool.take()[0][7] == counts


def test_no_view_is_lost_when_many_come_at_once(tmp_path):
    spool = ViewSpool(tmp_path)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: spool.seen(number % 3, PERSON), range(300)))
    assert dict(spool.take()[0]) == {0: 100, 1: 100, 2: 100}


def test_nothing_seen_is_nothing_taken(tmp_path):
    counted, file = ViewSpool(tmp_path).take()
    assert (dict(counted), file) == ({}, None)


def test_what_was_taken_and_not_stored_comes_first_again(tmp_path):
    spool = ViewSpool(tmp_path)
    spool.seen(1, PERSON)
    spool.take()
    spool.seen(2, PERSON)
    counted, file = spool.take()
    assert dict(counted) == {1: 1}
    file.unlink()
    assert dict(spool.take()[0]) == {2: 1}


def test_a_torn_line_is_left_out_and_only_the_site_reads_the_file(tmp_path):
    spool = ViewSpool(tmp_path)
    spool.seen(1, PERSON)
    assert stat.S_IMODE(spool.file.stat().st_mode) == 0o600
    with spool.file.open("a") as file:
        file.write("2\n\n12x\n-3\n")
    assert dict(spool.take()[0]) == {1: 1, 2: 1}


def test_it_keeps_nothing_of_the_reader(tmp_path):
    spool = ViewSpool(tmp_path)
    spool.seen(31, PERSON)
    assert spool.file.read_bytes() == b"31\n"
