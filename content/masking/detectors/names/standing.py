"""In what standing a name appears: an official in office, a legal representative, praised with consent, or private."""

from __future__ import annotations

import re
from collections.abc import Iterator

from content.masking.lexicon import words

OFFICIAL = "official_name"
REPRESENTATIVE = "representative_name"
PRIVATE = "person_name"

_POSTS = "|".join(map(re.escape, words.listed("posts.txt")))
_TAIL = re.compile(r"(?:（[^（）]{1,12}）)?(?:同志)?[：:\s]{0,4}$")
_BODY = r"[\u4e00-\u9fff]{0,14}?(?:局|厅|处|科|委|办|中心|支队|大队|政府|党组|党委|院|市|县|区)"
_POST_AFTER = re.compile(
    rf"[（(]?(?:同志)?(?:{_BODY})?(?P<post>{_POSTS})(?!医师|护师)|[，,](?:{_BODY})?(?P<apposed>{_POSTS})(?=[，。；）)])"
)
_FIRM_POST = re.compile(
    r"(?:公司|集团|厂|合作社|企业|车间|医院|公司[^，。；、]{0,6}|店|商会|协会|项目部|项目"
    r"|班组|车队|驾校)[^，。；\n]{0,10}$"
)
_REPRESENTATIVE = re.compile(
    r"(?:法定代表人|法人代表|法定代表"
    r"|(?<!行政)法人)(?:[（(/、][^（）()]{1,8}[)）]?)?(?:姓名)?(?:为|是|系"
    r"|由)?[：:\s“\"]{0,4}$"
)
_CONSENT = re.compile(
    r"(?:经|征得|已取得|取得|获得|已获|已征得|得到)[^。；\n]{0,12}同意(?:公开|公示|发布"
    r"|署名|宣传|披露|刊登|使用|实名|对外)?|本人(?:已)?(?:书面)?同意(?:公开|公示|发布|署名"
    r"|宣传|实名)|同意公开(?:其)?(?:姓名|事迹|实名)"
)
_PRAISE = re.compile(r"公开|公示|发布|署名|宣传|披露|刊登|实名|姓名|事迹")
_LEADING_GROUP = re.compile(r"领导小组|工作专班|工作小组|工作组|指挥部")
_MEMBERS = re.compile(r"(?:成\s*员|组\s*员|副\s*组\s*长|组\s*长|总\s*指\s*挥|指\s*挥\s*长)[：:\s]{0,4}$")


def of(text: str, start: int, end: int) -> str:
    """The standing of the name that stands here, from the words beside it."""
    before, after = text[max(0, start - 40) : start], text[end : end + 30]
    if _REPRESENTATIVE.search(before):
        return REPRESENTATIVE
    if _is_official(before, after) or (
        _MEMBERS.search(before) and _LEADING_GROUP.search(text[max(0, start - 400) : start])
    ):
        return OFFICIAL
    return PRIVATE


def _is_official(before: str, after: str) -> bool:
    head = before[: _TAIL.search(before).start()]  # type: ignore[union-attr]
    held = words.ending(head, "posts.txt")
    if held:
        return not _FIRM_POST.search(head[: -len(held)])
    post = _POST_AFTER.match(after)
    return post is not None and not re.search(r"公司|集团|厂|合作社|医院", after[: post.end()])


def with_consent(text: str) -> Iterator[tuple[int, int]]:
    """Paragraphs that themselves record that the person agreed to be named."""
    for match in _CONSENT.finditer(text):
        start = text.rfind("\n", 0, match.start()) + 1
        end = text.find("\n", match.end())
        end = end if end >= 0 else len(text)
        if _PRAISE.search(text, match.start(), min(end, match.end() + 20)):
            yield start, end
