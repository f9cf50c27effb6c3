"""The public form of each kind of personal data: one shape for the whole site (DOMAIN 3.2).

The star is the full-width one and the brackets are full-width: in Markdown neither can turn into emphasis or a link.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from content.masking.lexicon import words

STAR = "＊"
_STOPS = "省市区县旗州盟镇乡村路街道巷号庄弄里苑园幢栋楼室组桥口\\d"
_PLACE = re.compile(
    rf"(?:中国)?(?:[^{_STOPS}]{{2,8}}(?:省|自治区|特别行政区))?(?:[^{_STOPS}]{{1,8}}(?:自治州|地区|市|盟))?"
    rf"(?:(?:[^{_STOPS}]|州){{1,7}}?(?:新区|开发区|自治县|(?<![小社园])区(?!块)|县|旗|市(?!场)))?"
)
_SHOWN_OF_ID = 6


def hidden(word: str) -> Callable[[str], str]:
    """A bracket that says what stood there."""
    return lambda value: f"［{word}已隐去］"


def region_of_id(value: str) -> str:
    """320703 and twelve stars."""
    signs = re.sub(r"\W", "", value)
    return signs[:_SHOWN_OF_ID] + STAR * max(len(signs) - _SHOWN_OF_ID, 0)


def mobile(value: str) -> str:
    """138 and four stars and the last four."""
    digits = re.sub(r"\D", "", value)[-11:]
    return digits[:3] + STAR * 4 + digits[-4:]


def landline(value: str) -> str:
    """The area code, one digit, stars, the last three."""
    match = re.match(r"\D*(?:86)?\D*(0\d\d\d?)?\D*(.*)$", value, re.DOTALL)
    area, rest = (match[1], match[2]) if match else (None, value)
    digits = re.sub(r"\D", "", re.split(r"转|ext", rest)[0])
    return (f"{area}-" if area else "") + digits[:1] + STAR * max(len(digits) - 4, 3) + digits[-3:]


def plate(value: str) -> str:
    """苏G, three stars, the last two."""
    signs = re.sub(r"[\W_牌]", "", value).upper()
    return signs[:2] + STAR * 3 + signs[-2:]


def email(value: str) -> str:
    """The first letter, three stars, the domain."""
    match = re.match(
        r"(.*?)\s?(?:@|\(at\)|\[at\]|\{at\}|<at>|（at）|【at】|艾特|圈a|\sat\s|#|\*)\s?(.*)$",
        value,
        re.DOTALL | re.IGNORECASE,
    )
    return f"{match[1][:1]}{STAR * 3}@{match[2]}" if match else hidden("邮箱")(value)


def address(value: str) -> str:
    """Down to the district or county, then two stars."""
    match = _PLACE.match(value)
    return (match.group() if match else "") + STAR * 2


def beyond_district(value: str) -> str:
    """What an address says beyond province, city and district."""
    match = _PLACE.match(value)
    return value[match.end() :] if match else value


def surname(name: str) -> str:
    """The part of a name that stays: a surname, or the first character of a name without one."""
    plain = re.sub(r"\s", "", name)
    return plain[:2] if plain[:2] in words.compound_surnames() else plain[:1]


def person(name: str, number: int = 0) -> str:
    """张某; 张某2 when the page holds several; a name of parts keeps its first character and 某某."""
    ending = str(number) if number else ""
    if re.search(r"[·•・‧.]", name) or re.match(r"[A-Za-z]", name):
        return f"{name[:1]}某某{ending}"
    return f"{surname(name)}某{ending}"


SHAPES: dict[str, Callable[[str], str]] = {
    "keep": lambda value: value,
    "id_removed": hidden("身份证号"),
    "id_region": region_of_id,
    "paper_removed": hidden("证件号"),
    "mobile": mobile,
    "mobile_removed": hidden("手机号"),
    "landline": landline,
    "account_removed": hidden("银行账号"),
    "email": email,
    "wechat_removed": hidden("微信号"),
    "qq_removed": hidden("QQ号"),
    "plate": plate,
    "address": address,
    "address_removed": hidden("住址"),
    "birth_removed": hidden("出生日期"),
    "person": person,
    "person_removed": hidden("姓名"),
}
