"""Words for early checks: where, what, and what would cure it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask_babel import gettext as _

Words = Callable[[dict[str, Any]], str]


def placed(sentence: str, facts: dict[str, Any]) -> str:
    """With its paragraph, in texts that have several."""
    if not facts.get("paragraph"):
        return sentence
    return _("Paragraph %(number)s: %(problem)s", number=facts["paragraph"], problem=sentence)


def wrong_word(facts: dict[str, Any]) -> str:
    said = _("“%(wrong)s” is usually a slip for “%(right)s”. Check it.", wrong=facts["wrong"], right=facts["right"])
    return placed(said, facts)


def wrong_word_stops(facts: dict[str, Any]) -> str:
    return placed(_("“%(wrong)s” has to read “%(right)s”.", wrong=facts["wrong"], right=facts["right"]), facts)


def number_brackets(facts: dict[str, Any]) -> str:
    said = _("Write the document number as %(right)s, not %(found)s.", right=facts["right"], found=facts["found"])
    return placed(said, facts)


def of_link(facts: dict[str, Any], sentence: str) -> str:
    return placed(_("“%(words)s”: %(problem)s", words=facts["words"] or facts["address"], problem=sentence), facts)


ISSUES: dict[str, Words] = {
    "wrong_word": wrong_word,
    "wrong_word_stops": wrong_word_stops,
    "number_brackets": number_brackets,
    "straight_quotes": lambda facts: placed(_("Use the curved quotation marks “ ” instead of straight ones."), facts),
    "title_like_another": lambda facts: _(
        "Nearly the same title stands over another text: “%(title)s”. Say what is different, or work on that one.",
        title=facts["title"],
    ),
    "link_unfinished": lambda facts: of_link(
        facts, _("the link is not finished. Write [words](address), without blanks in the address.")
    ),
    "link_unsafe": lambda facts: of_link(facts, _("a link may lead to http, https, mail or a page of this site only.")),
    "link_to_nothing": lambda facts: of_link(
        facts, _("there is no such page on this site. Check the address; other sites begin with https://.")
    ),
    "picture_elsewhere": lambda facts: of_link(
        facts, _("pictures come from this site only. Add it to the attachments first.")
    ),
    "picture_not_attached": lambda facts: of_link(
        facts, _("this picture is not among the attachments of this text. Add it, then put it in from there.")
    ),
    "picture_uncaptioned": lambda facts: of_link(
        facts, _("a picture in the text needs a caption. Write it beside the attachment.")
    ),
}
