"""What a search must do, whichever engine does it."""
# ruff: noqa: E501 (tables of words read better as tables; a Chinese character counts twice)

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from search_index.document import Document, digest
from search_index.query import parse
from search_index.results import Group

TODAY = date(2026, 11, 22)
SAME = [  # (as written in a document, as typed)
    # width
    ("ABC123", "ＡＢＣ１２３"), ("ＡＢＣ１２３", "abc123"), ("2024年", "２０２４年"), ("第９８号", "第98号"), ("Ｇ228国道", "g228"),
    # case
    ("ETC", "etc"), ("Smart Port", "SMART PORT"), ("GB/T 39444", "gb/t 39444"), ("Tocc", "toCC"),
    # traditional and simplified
    ("连云港", "連雲港"), ("連雲港", "连云港"), ("运输", "運輸"), ("处罚决定", "處罰決定"), ("许可证", "許可證"), ("台湾", "臺灣"),
    ("里程碑", "裡程碑"), ("为民", "為民"), ("发展", "發展"), ("头发", "頭髮"), ("后勤", "後勤"), ("麵粉", "面粉"), ("一隻船", "一只船"),
    ("乾燥剂", "干燥剂"), ("鐵路辦", "铁路办"), ("執法支隊", "执法支队"), ("信用修復", "信用修复"), ("聯合獎懲", "联合奖惩"),
    # punctuation and brackets
    ("恒达（连云港）运输", "恒达(连云港)运输"), ("恒达(连云港)运输", "恒达连云港运输"), ("恒达【连云港】", "恒达〔连云港〕"),
    ("恒达·通远", "恒达•通远"), ("恒达-通远", "恒达—通远"), ("安全、绿色", "安全，绿色"), ("《信用管理规定》", "信用管理规定"),
    ("“信易+”应用", "信易+应用"), ("“信易+”应用", "“信易+”应用"), ("‘四书’同达", "四书同达"), ("信用：承诺", "信用承诺"),
    ("AT&T", "at&t"), ("10.5吨", "１０．５吨"), ("(试行)", "（试行）"), ("A/B类", "A／B类"), ("3%以上", "３％以上"),
    # spaces and what cannot be seen
    ("信 用 承 诺", "信用承诺"), ("信用承诺", "信\u200b用承诺"), ("信\ufeff用承诺", "信用承诺"), ("信用\u00ad承诺", "信用承诺"),
    ("超限　运输", "超限运输"), ("超限\n运输", "超限运输"), ("cafe\u0301", "café"), ("café", "cafe"),
    # look-alikes and signs that are more than one letter
    ("二○二四年", "二〇二四年"), ("二零二四年", "二〇二四年"), ("二〇二四年", "二○二四年"), ("①号码头", "1号码头"), ("100㎡", "100m2"),
    ("Ⅲ级响应", "III级响应"), ("№5", "no5"), ("㈱东", "(株)东"), ("⼯程", "工程"), ("25℃", "25°C"), ("￥100", "¥100"), ("㎏级", "kg级"),
    # pinyin
    ("恒达运输", "hengda"), ("恒达运输", "hengdayunshu"), ("恒达运输", "HengDa"), ("恒达运输", "hdys"), ("恒达运输", "heng da"),
    ("连云港港口", "lianyungang"), ("连云港港口", "lygg"), ("重庆银行", "chongqingyinhang"), ("绿色港口", "lvse"), ("绿色港口", "lǜsè"),
    ("西安市", "xi'an"), ("长江航运", "cjhy"), ("執法支隊", "zhifa"),
]  # fmt: skip


def test_there_are_enough_pairs():
    assert len(SAME) >= 60


@pytest.fixture(scope="module")
def variants(build_for_all):
    return build_for_all([Document(n, f"甲{written}乙", day=TODAY) for n, (written, _) in enumerate(SAME, 1)])


@pytest.mark.parametrize("number", range(1, len(SAME) + 1), ids=lambda n: "~".join(SAME[n - 1]))
def test_however_it_is_typed_it_is_found(variants, number):
    assert number in variants.search(parse(SAME[number - 1][1]), today=TODAY, limit=200).ids


@pytest.mark.parametrize("words", ["hd", "da", "xyzq", "hengdu", "dahengyun", "信用缺失", "龘"])
def test_what_is_not_there_is_not_found(variants, words):
    assert variants.search(parse(words), today=TODAY).total == 0


QUERIES = [
    *(
        "运输",
        "信用",
        "恒达",
        "超限运输许可",
        "有限公司",
        "港",
        "号",
        "条",
        "连云港市",
        "东海县 物流",
        "运输 公示 许可",
    ),
    *(
        "运输 -警告",
        "-警告",
        "许可 -港 -东海县",
        "“超限运输”",
        '"条例第3条"',
        "2024",
        "20",
        "913207",
        "9132070",
        "98号",
        "第12条",
    ),
    *(
        "连交罚",
        "连交罚〔2026〕",
        "连交罚(2026)11号",
        "1号",
        "11号",
        "hengda",
        "hdwl",
        "tongyuan",
        "yx",
        "lianyungang",
        "shida",
    ),
    *(
        "91320702MA1MK0012A",
        "91320702MA1MK0012B",
        "A",
        "ma1mk",
        "公 司",
        "a b c d",
        "-运输 -信用",
        "連雲港",
        "承诺 98",
        "ma1mk0012",
    ),
]


@pytest.mark.parametrize("words", QUERIES)
def test_an_engine_finds_exactly_what_is_meant(filled, documents, means, words):
    query = parse(words)
    public = [document for document in documents if document.until is None or document.until >= TODAY]
    expected = {document.id for document in public if means(query, document)}

    page = filled.search(query, today=TODAY, limit=500, facet_fields=["kind", "unit"])

    assert set(page.ids) == expected
    assert page.total == len(page.ids) == len(expected)
    assert sum(page.facets["kind"].values()) == len(expected)


@pytest.mark.parametrize("words", QUERIES)
def test_both_engines_answer_alike(both_filled, words):
    pages = [
        index.search(
            parse(words),
            today=TODAY,
            filters={"kind": ["permit", "penalty"], "unit": "u1"},
            leave_out=range(1, 50),
            day_from=date(2023, 1, 1),
            facet_fields=["kind", "unit", "year", "column"],
            limit=500,
        )
        for index in both_filled.values()
    ]

    groups = [{hit.id: hit.rank_group for hit in page.hits} for page in pages]
    assert groups[0] == groups[1]
    assert pages[0].total == pages[1].total
    assert pages[0].facets == pages[1].facets


def test_a_word_is_a_phrase_and_not_scattered_characters(build):
    index = build(
        Document(1, "信用承诺制度", day=TODAY),
        Document(2, "信息用于公示，承担与许诺", day=TODAY),
        Document(3, "承诺信用", day=TODAY),
        Document(4, "甲", names=("信用",), text="承诺", day=TODAY),
    )

    assert index.search(parse("信用承诺"), today=TODAY).ids == (1,)


@pytest.mark.parametrize("words, expected", [("第3条规定", (1,)), ("“信用承诺制度表”", (3,)), ("信用承诺制度表", (3,))])
def test_words_with_digits_and_long_words_are_phrases_too(build, words, expected):
    index = build(
        Document(1, "甲", text="条例第3条规定", day=TODAY),
        Document(2, "乙", text="条规定，第3号，第5条", day=TODAY),
        Document(3, "丙", text="信用承诺制度表", day=TODAY),
        Document(4, "丁", text="诺制度表，信用承诺", day=TODAY),
    )

    assert index.search(parse(words), today=TODAY).ids == expected


@pytest.mark.parametrize(
    "words", ["连交〔2024〕98号", "连交(2024)98号", "连交（２０２４）９８号", "連交[2024]第98號", "连交202498号", "连交〔2024〕98",
              "14252524/2024-00150", "014252524/2024-00150", "１４２５２５２４／２０２４－００１５０", "14252524 2024 00150"]
)  # fmt: skip
def test_an_identifier_comes_first_in_any_spelling(build, words):
    mention = "见连交〔2024〕98号和14252524/2024-00150，连交〔2024〕98号"
    index = build(
        Document(1, "通知", codes=("连交〔2024〕98号", "14252524/2024-00150"), day=date(2020, 1, 1)),
        Document(2, mention, text=mention, day=TODAY),
        Document(3, "另一份", codes=("连交〔2024〕981号", "14252524/2024-00151"), day=TODAY),
    )

    page = index.search(parse(words), today=TODAY)

    assert page.hits[0].id == 1
    assert page.hits[0].rank_group == Group.CODE


def test_a_whole_name_comes_before_longer_ones_and_titles_before_text(build):
    index = build(
        Document(1, "甲", text="恒达运输 恒达运输 恒达运输", day=TODAY),
        Document(2, "恒达运输有限公司", day=TODAY),
        Document(3, "乙", names=("恒达运输",), day=date(2015, 1, 1)),
    )

    page = index.search(parse("恒达运输"), today=TODAY)

    assert page.ids == (3, 2, 1)
    assert [hit.rank_group for hit in page.hits] == [Group.WHOLE, Group.HEAD, Group.TEXT]


def test_of_equal_matches_the_newer_comes_first(build):
    index = build(*(Document(n, "甲乙", text="信用承诺", day=date(2000 + n, 1, 1)) for n in (3, 9, 1, 7)))

    assert index.search(parse("信用承诺"), today=TODAY).ids == (9, 7, 3, 1)


@pytest.mark.parametrize("sort, expected", [("newest", (4, 3, 1, 2)), ("oldest", (2, 1, 3, 4))])
def test_sorting_by_day_then_id(build, sort, expected):
    days = {1: 5, 2: 4, 3: 5, 4: 6}
    index = build(*(Document(n, "港口", day=date(2026, 1, day)) for n, day in days.items()))

    assert index.search(parse("港口"), today=TODAY, sort=sort).ids == expected
    assert index.search(parse(""), today=TODAY, sort=sort).ids == expected


@pytest.mark.parametrize("words", ["运输", "", "有限公司 许可", "91320702MA1MK0012A"])
@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
def test_pages_put_together_are_the_whole(filled, words, sort):
    whole = filled.search(parse(words), today=TODAY, limit=500, sort=sort)
    pages = [filled.search(parse(words), today=TODAY, limit=7, offset=n, sort=sort) for n in range(0, 175, 7)]

    assert tuple(each for page in pages for each in page.ids) == whole.ids
    assert {page.total for page in pages} == {len(whole.ids)}


def test_no_words_list_everything_newest_first(filled, documents):
    page = filled.search(parse(""), today=TODAY, limit=500)

    public = [document for document in documents if document.until is None or document.until >= TODAY]
    assert list(page.ids) == [d.id for d in sorted(public, key=lambda d: (d.day, d.id), reverse=True)]


def test_days_from_and_to_are_included(build):
    index = build(*(Document(day, "港口", day=date(2026, 1, day)) for day in range(1, 10)))

    def found(**days):
        return sorted(index.search(parse("港口"), today=TODAY, **days).ids)

    assert found(day_from=date(2026, 1, 8)) == [8, 9]
    assert found(day_to=date(2026, 1, 2)) == [1, 2]
    assert found(day_from=date(2026, 1, 4), day_to=date(2026, 1, 5)) == [4, 5]
    assert found(day_from=date(2026, 1, 5), day_to=date(2026, 1, 4)) == []


def test_the_last_public_day_is_the_last(build):
    index = build(
        Document(1, "港口", day=TODAY),
        Document(2, "港口", day=TODAY, until=TODAY),
        Document(3, "港口", day=TODAY, until=TODAY + timedelta(days=1)),
    )

    for words in ("港口", ""):
        for days, expected in ((0, [1, 2, 3]), (1, [1, 3]), (2, [1])):
            page = index.search(parse(words), today=TODAY + timedelta(days=days), facet_fields=["kind"])
            assert sorted(page.ids) == expected
            assert page.total == len(expected)
    assert [s.id for s in index.suggest("港", today=TODAY + timedelta(days=2))] == [1]


def test_what_is_left_out_is_nowhere(filled):
    everything = filled.search(parse("运输"), today=TODAY, limit=500)
    gone = set(everything.ids[::2])

    page = filled.search(parse("运输"), today=TODAY, limit=500, leave_out=gone, facet_fields=["kind"])

    assert set(page.ids) == set(everything.ids) - gone
    assert page.total == sum(page.facets["kind"].values()) == len(page.ids)
    assert {s.id for s in filled.suggest("恒达", today=TODAY, leave_out=gone)}.isdisjoint(gone)
    assert {s.id for s in filled.did_you_mean("横达", today=TODAY, leave_out=gone)}.isdisjoint(gone)


def test_thousands_may_be_left_out(filled):
    assert filled.search(parse("运输"), today=TODAY, leave_out=range(20_000)).total == 0


def test_no_hits_may_be_asked_for(filled):
    page = filled.search(parse("运输"), today=TODAY, limit=0, facet_fields=["kind"])

    assert page.hits == filled.search(parse(""), today=TODAY, limit=0).hits == ()
    assert page.total == sum(page.facets["kind"].values()) > 0


def test_digests_tell_what_has_drifted(filled, documents):
    assert filled.digests() == {document.id: digest(document) for document in documents}
    changed = [replace(documents[1], text="乙"), replace(documents[1], facets={}), replace(documents[1], until=TODAY)]
    assert len({digest(each) for each in [documents[1], *changed]}) == 4


def test_size_counts_documents_and_nothing_else(filled, documents):
    assert filled.size() == len(documents)
