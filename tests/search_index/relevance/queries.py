"""Judged questions, written by rule from the language: what is typed, what answers it, what ought to come first.

A judgement reads the documents themselves; no index and no engine has a say in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from random import Random

from content.synonyms import keeping
from search_index import folding
from search_index.codes import ALPHABET
from search_index.document import Document
from search_index.folding import simplified
from search_index.sounds import sound_of, sound_out

Judge = Callable[[Document], bool]
#: Every question reads every text again.
squeeze = cache(folding.squeeze)
NUMBER = re.compile(r"(.+)〔(\d{4})〕(\d+)号")
FULL = str.maketrans({chr(n): chr(n + 0xFEE0) for n in range(0x21, 0x7F)})
RULE = re.compile(r"《([^《》]{4,24})》第([一二三四五六七八九十百]+)条")
PAPER = re.compile(r"[一-龥]{2,6}〔\d{4}〕\d+号")


@dataclass(frozen=True)
class Question:
    """``first`` is what has to stand first, where there is one right answer; ``by_near``: asked of the near names."""

    kind: str
    words: str
    answers: Judge
    first: Judge | None = None
    by_near: bool = False


class Writer:
    """Questions of one lot over one corpus."""

    def __init__(self, documents: list[Document], seed: int) -> None:
        self.documents = documents
        self.chance = Random(seed)  # noqa: S311
        self.records = [each for each in documents if each.facets["kind"] != "article"]
        self.articles = [each for each in documents if each.facets["kind"] == "article"]
        self.companies = sorted({each.names[0] for each in self.records if each.names[0].endswith("公司")})
        self.traditional = {new: old for old, new in simplified().items()}

    def company(self) -> str:
        return self.chance.choice(self.companies)

    def record(self) -> Document:
        return self.chance.choice(self.records)

    def article(self) -> Document:
        return self.chance.choice(self.articles)

    # names

    def whole_name(self) -> Question:
        name = self.company()
        return Question("name, whole", name, in_heads(name), is_named(name))

    def name_part(self) -> Question:
        name = self.company()
        size = self.chance.choice((2, 3, 4, 6))
        start = self.chance.randint(0, len(name) - size)
        part = name[start : start + size]
        return Question("name, in part", part, in_heads(part))

    def name_without_place(self) -> Question:
        name = re.sub("^(连云港港城|连云港市|连云港|江苏|..[区县])", "", self.company())
        part = re.sub("有限公司$", "", name)
        return Question("name, everyday", part, in_heads(part), in_heads(part))

    def misspelt(self) -> Question:
        name = self.company()
        places = [n for n in range(len(name) - 4) if same_sound(name[n])]
        place = self.chance.choice(places)
        wrong = name[:place] + self.chance.choice(same_sound(name[place])) + name[place + 1 :]
        return Question("name, misspelt", wrong, is_named(name), is_named(name), by_near=True)

    def traditional_name(self) -> Question:
        name = self.company()
        typed = "".join(self.traditional.get(each, each) for each in name)
        return Question("name, traditional", typed, in_heads(name), is_named(name))

    def pinyin(self) -> Question:
        name = self.company()
        start = len(re.match("连云港港城|连云港市|连云港|江苏|..[区县]|", name)[0])
        spoken = sound_out(name)[start : start + 4]
        return Question("name, pinyin", "".join(spoken), sounds_like(spoken))

    def initials(self) -> Question:
        name = self.company()
        size = self.chance.randint(4, 6)
        start = self.chance.randint(0, len(name) - size)
        letters = "".join(each[0] for each in sound_out(name)[start : start + size])
        return Question("name, initials", letters, starts_like(letters))

    def full_width(self) -> Question:
        code = next(code for code in self.record().codes if code.isascii())
        return Question("code, full width", code.translate(FULL), has_code(code), has_code(code))

    def name_and_matter(self) -> Question:
        record = self.record()
        name, matter = record.names[0], self.chance.choice(re.findall("[一-龥]{4,}", record.text or record.title))[:4]
        words = (name[-8:-4], matter)
        return Question("name and matter", " ".join(words), holds_all(*words))

    # numbers

    def document_number(self) -> Question:
        code = next(code for code in self.chance.choice(self.documents).codes if NUMBER.fullmatch(code))
        mark, year, serial = NUMBER.fullmatch(code).groups()
        typed = self.chance.choice((
            f"{mark}({year}){serial}号", f"{mark}[{year}]{serial}号", f"{mark}【{year}】{serial}号",
            f"{mark}（{year}）{serial} 号", f"{mark}〔{year}〕{serial}", f"{mark}{year}{serial}号",
            f"{mark}〔{year}〕第{serial}号", f"{mark}﹝{year}﹞{serial}号".translate(FULL), f"{mark} {year} {serial}号",
        ))  # fmt: skip
        return Question("document number", typed, has_code(code), has_code(code))

    def index_number(self) -> Question:
        code = self.article().codes[1]
        typed = self.chance.choice((code, code.removeprefix("0"), code.replace("/", " "), code.replace("/", "-")))
        return Question("index number", typed, has_code(code), has_code(code))

    def unified_code(self) -> Question:
        code = self.chance.choice([each for each in self.records if is_unified(each.codes)]).codes[1]
        spaced = " ".join((code[:4], code[4:8], code[8:12], code[12:]))
        typed = self.chance.choice((code, code.lower(), spaced, code.translate(FULL)))
        return Question("unified code", typed, has_code(code), has_code(code))

    def code_beginning(self) -> Question:
        code = self.chance.choice([each for each in self.records if is_unified(each.codes)]).codes[1]
        start = code[: self.chance.randint(8, 16)]
        return Question("unified code, beginning", start, lambda d: any(c.startswith(start) for c in d.codes))

    def mistyped_code(self) -> Question:
        code = self.chance.choice([each for each in self.records if is_unified(each.codes)]).codes[1]
        place = self.chance.randint(8, 17)
        wrong = self.chance.choice([letter for letter in ALPHABET if letter != code[place]])
        typed = code[:place] + wrong + code[place + 1 :]
        return Question("unified code, mistyped", typed, has_code(code), by_near=True)

    # titles and texts

    def whole_title(self) -> Question:
        title = self.article().title
        return Question("title, whole", title, in_heads(title), lambda d: squeeze(d.title) == squeeze(title))

    def title_words(self) -> Question:
        title = self.article().title
        stretches = re.findall("[一-龥]{4,}", title)
        words = [cut(self.chance, each) for each in self.chance.sample(stretches, min(2, len(stretches)))]
        return Question("title, some words", " ".join(words), in_title(*words))

    def title_beginning(self) -> Question:
        title = self.article().title
        typed = title[: max(6, len(title) * 2 // 3)]
        return Question("title, beginning", typed, in_title(typed), in_title(typed))

    def title_pinyin(self) -> Question:
        spoken = sound_out(self.chance.choice(re.findall("[一-龥]{4,}", self.article().title)))
        start = self.chance.randint(0, len(spoken) - 4)
        part = spoken[start : start + self.chance.choice((3, 4))]
        return Question("title, pinyin", "".join(part), sounds_like(part))

    def rule(self) -> Question:
        found = [match for each in self.records for match in RULE.findall(each.text)]
        name, article = self.chance.choice(found)
        typed = self.chance.choice((f"《{name}》第{article}条", f"{name} 第{article}条", f"{name[-6:]} 第{article}条"))
        return Question("rule", typed, holds_all(*typed.split()))

    def paper_number(self) -> Question:
        """A number that is spoken of, not the document's own."""
        found = sorted({paper for each in self.documents for paper in PAPER.findall(each.text)})
        paper = self.chance.choice(found)
        typed = paper.translate(str.maketrans("〔〕", self.chance.choice(("〔〕", "()", "[]", "（）"))))
        return Question("number in a text", typed, holds_all(paper))

    def everyday_word(self) -> Question:
        """One word of a set is typed, and whatever holds any word of the set answers."""
        known = [words for words in sets() if any(holds_all(word)(each) for word in words for each in self.documents)]
        words = self.chance.choice(known)
        typed = self.chance.choice(words)
        return Question("everyday word", typed, lambda d: any(holds_all(word)(d) for word in words))

    def text_word(self) -> Question:
        record = self.chance.choice(self.documents)
        word = cut(self.chance, self.chance.choice(re.findall("[一-龥]{4,}", record.text or record.title)), 2, 5)
        return Question("words of a text", word, holds_all(word))


#: How many of each rule make one set of questions.
SHARES = {
    "whole_name": 14, "name_part": 20, "name_without_place": 14, "misspelt": 14, "traditional_name": 10, "pinyin": 10,
    "initials": 8, "full_width": 8, "name_and_matter": 14, "document_number": 20, "index_number": 8, "unified_code": 12,
    "code_beginning": 6, "mistyped_code": 8, "whole_title": 12, "title_words": 20, "title_beginning": 10,
    "title_pinyin": 8, "rule": 12, "paper_number": 6, "everyday_word": 12, "text_word": 14,
}  # fmt: skip


def questions(documents: list[Document], seed: int) -> list[Question]:
    writer = Writer(documents, seed)
    return [getattr(writer, rule)() for rule, count in SHARES.items() for _ in range(count)]


def sets() -> list[list[str]]:
    return [seed["words"] for seed in keeping.seeds()]


# judgements


def in_heads(words: str) -> Judge:
    return lambda document: any(squeeze(words) in squeeze(head) for head in document.heads)


def in_title(*words: str) -> Judge:
    return lambda document: all(squeeze(word) in squeeze(document.title) for word in words)


def holds_all(*words: str) -> Judge:
    letters = [squeeze(word) for word in words]
    return lambda document: all(any(each in text for text in _texts(document)) for each in letters)


def _texts(document: Document) -> Iterator[str]:
    return (squeeze(text) for text in (*document.heads, document.text))


def is_named(name: str) -> Judge:
    return lambda document: name in document.names


def has_code(code: str) -> Judge:
    return lambda document: code in document.codes


def is_unified(codes: tuple[str, ...]) -> bool:
    return len(codes) > 1 and len(codes[1]) == 18


def sounds_like(part: tuple[str, ...]) -> Judge:
    spoken = " ".join(part)
    return lambda document: any(f" {spoken} " in f" {' '.join(sound_out(squeeze(head)))} " for head in document.heads)


def starts_like(letters: str) -> Judge:
    return lambda document: any(
        letters in "".join(each[:1] or " " for each in sound_out(squeeze(head))) for head in document.heads
    )


def same_sound(character: str) -> list[str]:
    """Common characters that are heard alike, as an input method offers them."""
    sound = sound_of().get(character)
    return [other for other, its in sound_of().items() if its == sound and other != character][:6] if sound else []


def cut(chance: Random, text: str, least: int = 2, most: int = 6) -> str:
    size = chance.randint(least, min(most, len(text)))
    start = chance.randint(0, len(text) - size)
    return text[start : start + size]
