"""Where the header of a pasted page ends and its body begins."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from content.items.pasting_labels import Entry, entries

#: The way to a page and the buttons around it. Only ever dropped above the body, and remembered.
CRUMBS = re.compile(
    r"(?:您?(?:现在|当前|目前)?的?(?:所在)?位置\s*[:：]?\s*)?(?:网站)?首\s*页(?:[\s>＞»›/|\-→]+[^\s>＞»›/|\-→]{1,20})*[\s>＞»›/|\-→]*"
)
COLUMN_NAMES = frozenset(
    {"业务文件", "政策文件", "通知公告", "工作动态", "政府信息公开", "政务公开", "信息公开", "信息公开目录"}
)
BUTTONS = frozenset(
    {"打印", "关闭", "收藏", "下载", "分享", "分享到", "字体", "打印本页", "关闭窗口", "大", "中", "小"}
)

#: As far down as a header is looked for.
AHEAD = 60
#: Lines that may stand above the first label: a site's name, a column, the title.
ABOVE = 6
SHORT = 80
SENTENCE = re.compile(r"[。；！？，：:;,]$|^(?:[一二三四五六七八九十]+、|第[一二三四五六七八九十百]+[章条]|\d+[.、．])")
TITLE_WORD = re.compile(
    r"关于|(?:通知|公告|公示|通报|意见|办法|方案|要点|细则|规定|规划|函|批复|决定|报告|名单|解读|说明)(?:[（(].*[)）])?$"
)


@dataclass
class Header:
    """What was found above the body, line by line."""

    entries: list[Entry] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    #: Lines of the page the header takes up.
    length: int = 0

    @property
    def labelled_title(self) -> str:
        return next((entry.value for entry in self.entries if entry.field == "title" and entry.value), "")


def read_header(lines: list[str]) -> Header:
    """Read down from the top for as long as a line is a label, the title, a crumb or a button; no label, no header."""
    header = Header()
    first = _first_label(lines)
    title = _title_ahead(lines) if first is not None else ""
    at = 0
    while at < len(lines):
        taken = _take(lines, at, header, title, first)
        if not taken:
            break
        at += taken
    header.length = at
    return header


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def title_lines(lines: list[str], at: int, title: str) -> int:
    """How many lines from here on repeat the title: it may be broken over up to three."""
    for count in (1, 2, 3):
        if title and squeezed("".join(lines[at : at + count])) == squeezed(title):
            return count
    return 0


def is_chrome(line: str, crumbs: set[str]) -> bool:
    """Is this line of the site, not of the notice?"""
    words = {word for word in re.split(r"[\s【】\[\]:：|]+", line) if word}
    return CRUMBS.fullmatch(line) is not None or line in COLUMN_NAMES | crumbs or bool(words) and words <= BUTTONS


def _take(lines: list[str], at: int, header: Header, title: str, first: int | None) -> int:
    """Put the line where it belongs and say how many it took; 0 where the body begins."""
    line = lines[at]
    if not line:
        return 1
    found = entries(line) if first is not None else ()
    if found:
        return _take_entries(lines, at, header, found, title)
    repeated = title_lines(lines, at, title)
    if repeated or is_chrome(line, _crumbs(lines)):
        header.dropped.extend(lines[at : at + (repeated or 1)])
        return repeated or 1
    if first is not None and (at < first or _may_be_the_title(lines, at, header, title)):
        header.unknown.append(line)
        return 1
    return 0


def _take_entries(lines: list[str], at: int, header: Header, found: tuple[Entry, ...], title: str) -> int:
    """A label alone on its line has its value on the next, on pages that stack them so."""
    below = _next_line(lines, at)
    if found[-1].value or len(found) > 1 or not _is_stacked(lines) or not _is_value(lines, below, found[0], title):
        header.entries.extend(found)
        return 1
    header.entries.append(Entry(found[0].label, lines[below]))
    return below - at + 1


def _next_line(lines: list[str], at: int) -> int:
    return next((i for i in range(at + 1, len(lines)) if lines[i]), len(lines))


def _is_value(lines: list[str], at: int, label: Entry, title: str) -> bool:
    """The repeated title is the value of its own label only."""
    if at == len(lines) or entries(lines[at]):
        return False
    return label.field == "title" or not title_lines(lines, at, title)


def _is_stacked(lines: list[str]) -> bool:
    """Do most labels stand alone, each with a line below that is no label?"""
    top = [line for line in lines[:AHEAD] if line]
    labelled = [(i, found) for i, line in enumerate(top) if (found := entries(line))]
    alone = [i for i, found in labelled if len(found) == 1 and not found[0].value]
    followed = [i for i in alone if i + 1 < len(top) and not entries(top[i + 1])]
    return len(followed) >= 3 and len(followed) * 2 > len(labelled)


def _may_be_the_title(lines: list[str], at: int, header: Header, title: str) -> bool:
    """Without a label for it, the title is the one unlabelled line between the header and the line of the source."""
    if title or header.unknown or not is_short(lines[at]):
        return False
    below = next((line for line in lines[at + 1 :] if line), "")
    return bool(entries(below)) or TITLE_WORD.search(lines[at]) is not None


def is_short(line: str) -> bool:
    return len(line) <= SHORT and not SENTENCE.search(line)


def _first_label(lines: list[str]) -> int | None:
    """The line of the first label, if little enough stands above it."""
    above = 0
    for at, line in enumerate(lines):
        if line and entries(line):
            return at
        above += bool(line)
        if above > ABOVE or (line and not is_short(line) and not CRUMBS.fullmatch(line)):
            return None
    return None


def _title_ahead(lines: list[str]) -> str:
    """The title its label gives, looked up first because the page may repeat it above the label."""
    stacked = _is_stacked(lines)
    for at, line in enumerate(lines[:AHEAD]):
        named = next((entry for entry in entries(line) if entry.field == "title"), None)
        if named:
            return named.value or ("".join(lines[_next_line(lines, at) :][:1]) if stacked else "")
    return ""


def _crumbs(lines: list[str]) -> set[str]:
    """The columns the page's own trail names: each may stand once more as a heading."""
    trail = next((line for line in lines[:AHEAD] if CRUMBS.fullmatch(line)), "")
    return {word for word in re.split(r"[\s>＞»›/|\-→:：]+", trail) if word}
