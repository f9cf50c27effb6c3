"""Pictures in the text: where a paragraph is one of the attached pictures alone, it becomes a figure with its caption,
its alternative text and sizes for phones. Whatever is put in was approved as part of the attachment."""

from __future__ import annotations

import html as escaping
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote

from content.markup.render import Html

PARAGRAPH = re.compile(r"<p>\s*(<img [^<>]*>)\s*</p>")
IMAGE = re.compile(r"<img [^<>]*>")
SOURCE = re.compile(r'\bsrc="([^"]*)"')
#: A text column is at most this wide.
WIDEST = "(max-width: 48rem) 100vw, 48rem"


@dataclass(frozen=True)
class Picture:
    """``path`` is how texts name it, ``url`` where this page gets it, ``sizes`` its smaller copies by width."""

    path: str
    url: str
    alt: str
    caption: str
    sizes: tuple[tuple[str, str], ...] = ()


def path_of(item_id: int, position: int, name: str) -> str:
    """The address a text names a picture by: the public one, the same in every language and under every prefix."""
    return f"/items/{item_id}/files/{position}/{name}"


def markdown(item_id: int, position: int, name: str, alt: str) -> str:
    """What is put into a text for a picture."""
    return f"![{re.sub(r'[][]', '', alt)}]({path_of(item_id, position, name)})"


def placed(html: str, pictures: Iterable[Picture]) -> Html:
    """The text with its pictures in their place; a picture amid words keeps to its line."""
    known = {picture.path: picture for picture in pictures}
    figured = PARAGRAPH.sub(lambda match: figure(match[1], known, match[0]), html)
    return Html(IMAGE.sub(lambda match: inline(match[0], known), figured))


def named(tag: str, known: dict[str, Picture]) -> Picture | None:
    source = SOURCE.search(tag)
    return known.get(unquote(escaping.unescape(source[1]))) if source else None


def figure(tag: str, known: dict[str, Picture], otherwise: str) -> str:
    picture = named(tag, known)
    if picture is None:
        return otherwise
    caption = f"<figcaption>{escaping.escape(picture.caption)}</figcaption>" if picture.caption else ""
    return f"<figure>{image(picture)}{caption}</figure>"


def inline(tag: str, known: dict[str, Picture]) -> str:
    picture = named(tag, known)
    return image(picture) if picture else tag


def image(picture: Picture) -> str:
    attributes = {"src": picture.sizes[-1][0] if picture.sizes else picture.url, "alt": picture.alt, "loading": "lazy"}
    if picture.sizes:
        attributes["srcset"] = ", ".join(f"{url.replace(' ', '%20')} {width}w" for url, width in picture.sizes)
        attributes["sizes"] = WIDEST
    written = "".join(f' {name}="{escaping.escape(value)}"' for name, value in attributes.items())
    return f"<img{written}>"
