"""What Word and Excel files have in common: an archive, its types and its relations."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import quoteattr

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_OFFICE = "application/vnd.openxmlformats-officedocument."
DOCX_MAIN = f"{_OFFICE}wordprocessingml.document.main+xml"
XLSX_MAIN = f"{_OFFICE}spreadsheetml.sheet.main+xml"


def archive(parts: dict[str, str | bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return target.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def all_bytes(data: bytes) -> bytes:
    """Every name and every unpacked part, in one heap to search."""
    return b"\n".join(name.encode() + b"\n" + content for name, content in parts_of(data).items())


def with_part(data: bytes, name: str, content: str | bytes) -> bytes:
    return archive({**parts_of(data), name: content})


def types(main: str, part: str) -> str:
    return (
        f'<?xml version="1.0"?><Types xmlns="{_TYPES}"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/docProps/core.xml" ContentType="application/xml"/>'
        f'<Override PartName="/{part}" ContentType="{main}"/></Types>'
    )


def rels(*targets: tuple[str, str, str]) -> str:
    """(id, type, target); a target with a scheme is outside."""
    lines = "".join(
        f'<Relationship Id="{id}" Type="{R}/{kind}" Target={quoteattr(target)}'
        + (' TargetMode="External"/>' if ":" in target else "/>")
        for id, kind, target in targets
    )
    return f'<?xml version="1.0"?><Relationships xmlns="{_RELS}">{lines}</Relationships>'
