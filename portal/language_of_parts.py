"""Texts that are not in the language of the page say so (WCAG 2.2, 3.1.2): a screen reader then changes its voice.

Records and items are in simplified Chinese whatever the page speaks; names of units and the like may be translated.
Where the page's own language says it already, nothing is written.
"""

from __future__ import annotations

import re
from typing import Any

from markupsafe import Markup, escape

from portal import locales
from portal.locales import Locale

IDEOGRAPH = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
#: An ideograph, or a sign of Chinese writing beside it.
SIGN = "[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]"
#: Chinese within a sentence, with the numbers in it; ``Search: 信用`` has one run.
RUN = re.compile(rf"\d*{SIGN}(?:[^A-Za-z]*{SIGN})?")

ORIGINAL = Markup(f' lang="{locales.DEFAULT.html}"')
NOTHING = Markup()


def original_lang(*text: Any) -> Markup:
    """For the tag around words of a record: ``<h2{{ original_lang(item.title) }}>``; without them it says so always."""
    return ORIGINAL if "original_lang" in heard() and all(map(is_chinese, text)) else NOTHING


def lang_of(text: Any) -> Markup:
    """For the tag around a name that may be in the page's language: ``<td{{ lang_of(unit) }}>``."""
    return ORIGINAL if is_chinese(text) and "lang_of" in heard() else NOTHING


def mixed(text: Any) -> Any:
    """A sentence of the page's language with what is Chinese in it marked; markup was marked by whoever made it."""
    if not is_chinese(text) or "mixed" not in heard():
        return text
    return Markup(RUN.sub(rf"<span{ORIGINAL}>\g<0></span>", str(escape(text))))  # noqa: S704 - escaped just before


def is_chinese(text: Any) -> bool:
    return type(text) is str and IDEOGRAPH.search(text) is not None


FUNCTIONS = {"original_lang": original_lang, "lang_of": lang_of, "mixed": mixed}
#: Which of them say anything, by the language of the page. Translated names are not told from others in 繁體.
HEARD = {"zh-Hans": frozenset[str](), "zh-Hant": frozenset({"original_lang"}), "en": frozenset(FUNCTIONS)}


def heard() -> frozenset[str]:
    return HEARD[locales.current().tag]


def is_silent(function: str, language: Locale) -> bool:
    """Templates of a language are compiled without what says nothing in it."""
    return function in FUNCTIONS and function not in HEARD[language.tag]
