"""All ways to find a name, put together over the texts of one page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from content.masking import keep
from content.masking.detectors import shelter
from content.masking.detectors.names import ethnic, knowledge, lists, prose, references, slots, standing, weighing
from content.masking.detectors.reading import Reading
from content.masking.findings import CERTAIN, LIKELY, UNCERTAIN, Finding, Taken, without_overlaps
from content.masking.lexicon import words
from content.masking.persons import plain

_GOES_ON = ("act", "subject", "honour", "region", "follower", "person", "v", "f", "details")


@dataclass
class _Text:
    reading: Reading
    sheltered: Taken
    starts: frozenset[int]
    taken: Taken
    agreed: Taken
    findings: list[Finding] = field(default_factory=list)
    doubtful: dict[tuple[int, int], Finding] = field(default_factory=dict)

    def add(self, start: int, end: int, confidence: str, why: str, *, may_open: bool = False) -> None:
        if confidence != UNCERTAIN:
            self._give_way(start, end)
        inside = not self.sheltered.is_free(start, end) and not (may_open and start in self.starts)
        if inside or not self.taken.is_free(start, end) or "某" in self.reading.text[start : end + 1]:
            return
        self.taken.add(start, end)
        kind = standing.of(self.reading.text, start, end)
        finding = Finding(kind, start, end, confidence, why)
        self.findings.append(finding)
        if confidence == UNCERTAIN:
            self.doubtful[start, end] = finding

    def _give_way(self, start: int, end: int) -> None:
        """A doubtful finding of the very same stretch makes room for a surer one."""
        doubtful = self.doubtful.pop((start, end), None)
        if doubtful:
            self.findings.remove(doubtful)
            self.taken.remove(start, end)

    def sure_spans(self) -> list[tuple[int, int]]:
        return [(finding.start, finding.end) for finding in self.findings if finding.confidence != UNCERTAIN]


def find(readings: dict[str, Reading], numbers: dict[str, list[Finding]]) -> dict[str, list[Finding]]:
    """Names in each text of a page; a person met in one text is known in the others."""
    texts = {name: _opened(reading, numbers[name]) for name, reading in readings.items()}
    for text in texts.values():
        _first_look(text)
    official, private = _known(texts.values())
    for text in texts.values():
        _second_look(text, official, private)
    return {name: _settled(text) for name, text in texts.items()}


def _opened(reading: Reading, numbers: list[Finding]) -> _Text:
    organisations = list(shelter.organisations(reading.text))
    sheltered = keep.protected(reading)
    for stretch in (*organisations, *shelter.ships_and_titles(reading.text)):
        sheltered.add(*stretch)
    taken = Taken([(finding.start, finding.end) for finding in numbers])
    agreed = Taken(list(standing.with_consent(reading.text)))
    return _Text(reading, sheltered, frozenset(start for start, _ in organisations), taken, agreed)


def _first_look(text: _Text) -> None:
    words_of = text.reading.text
    for start, end in slots.in_columns(text.reading):
        text.add(start, end, CERTAIN, "label")
    for start, end in slots.behind_labels(text.reading):
        text.add(start, end, CERTAIN, "label")
    for start, end in (
        *lists.in_rosters(text.reading),
        *lists.in_name_columns(text.reading),
        *lists.counted(words_of),
        *ethnic.find(words_of),
    ):
        text.add(start, end, LIKELY, "list")
    for start, end in (
        *slots.of_foreigners(text.reading),
        *slots.of_speakers(text.reading),
        *slots.of_addressed(text.reading),
    ):
        text.add(start, end, LIKELY, "label")
    for start, end in prose.of_parts(words_of):
        text.add(start, end, LIKELY, "context")
    for start, end, name in prose.find(words_of):
        weighed = weighing.weighed(words_of, start, end, name)
        if weighed is None:
            continue
        start, end, confidence = weighed
        opens = name.before in weighing.SOLID and name.after in _GOES_ON
        text.add(start, end, confidence, "label" if name.before in weighing.SOLID else "context", may_open=opens)
    for start, end in [*lists.in_lists(words_of, text.sure_spans()), *lists.enumerated(words_of, text.sure_spans())]:
        text.add(start, end, LIKELY, "list")


def _known(texts) -> tuple[frozenset[str], frozenset[str]]:
    official: set[str] = set()
    private: set[str] = set()
    for text in texts:
        _join_officials(text)
        for finding in text.findings:
            name = plain(text.reading.text[finding.start : finding.end])
            if finding.confidence != UNCERTAIN:
                (private if finding.kind == standing.PRIVATE else official).add(name)
    return frozenset(official), frozenset(private)


def _join_officials(text: _Text) -> None:
    """副局长王海、陈刚: what is joined to an official's name by 、 or 和 shares the post."""
    text.findings.sort(key=lambda finding: finding.start)
    for place, (left, right) in enumerate(zip(text.findings, text.findings[1:], strict=False), start=1):
        left = text.findings[place - 1]
        between = text.reading.text[left.end : right.start]
        if (
            left.kind == standing.OFFICIAL
            and right.kind == standing.PRIVATE
            and re.fullmatch(r"\s?[、和及与]\s?", between)
        ):
            text.findings[place] = replace(right, kind=standing.OFFICIAL)


def _second_look(text: _Text, official: frozenset[str], private: frozenset[str]) -> None:
    everyone = official | private
    text.doubtful.clear()
    text.findings = [_surer(text, finding, everyone) for finding in text.findings]
    text.findings = [_trimmed(text, finding, everyone) for finding in text.findings]
    for start, end in references.whole(text.reading.text, everyone):
        text.add(start, end, CERTAIN, "reference")
    also_words = frozenset(name for name in everyone if name in words.vocabulary())
    if also_words:
        for start, end, _ in prose.find(text.reading.text, also_words):
            if text.reading.text[start:end] in also_words:
                text.add(start, end, LIKELY, "reference")
    for start, end in references.short(text.reading.text, private):
        text.add(start, end, LIKELY, "reference")
    text.findings = [_with_standing(text, finding, official, private) for finding in text.findings]


def _trimmed(text: _Text, finding: Finding, everyone: frozenset[str]) -> Finding:
    """胡杨开 where the page knows 胡杨: the last sign belongs to the next word."""
    name = text.reading.text[finding.start : finding.end]
    if len(name) == 3 and name[:2] in everyone and finding.why == "context" and knowledge.is_common_sign(name[2]):
        return replace(finding, end=finding.end - 1)
    return finding


def _surer(text: _Text, finding: Finding, everyone: frozenset[str]) -> Finding:
    """A doubtful name that is certain elsewhere on the page is doubtful no more."""
    if finding.confidence == UNCERTAIN and plain(text.reading.text[finding.start : finding.end]) in everyone:
        return replace(finding, confidence=LIKELY, why="reference")
    return finding


def _with_standing(text: _Text, finding: Finding, official: frozenset[str], private: frozenset[str]) -> Finding:
    """Elsewhere on the page this name is an official's, and nothing here says that another person is meant."""
    name = plain(text.reading.text[finding.start : finding.end])
    if finding.kind == standing.PRIVATE and name in official and finding.why != "label":
        return replace(finding, kind=standing.OFFICIAL)
    if finding.kind == standing.PRIVATE and not text.agreed.is_free(finding.start, finding.end):
        return replace(finding, is_masked=False, why="consent")
    return finding


def _settled(text: _Text) -> list[Finding]:
    return without_overlaps(text.findings)
