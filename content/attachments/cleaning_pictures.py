"""Pictures drawn anew from their pixels: upright, in standard colours, in sizes for phones, and mute."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image, ImageCms, ImageOps

from content.attachments.limits import PHONE_WIDTHS
from content.attachments.reading_pictures import BROKEN, open_picture
from content.errors import Refusal

#: How each format is written; fixed, because the digest is approved.
_WRITTEN: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 88, "optimize": True},
    "PNG": {"optimize": False, "compress_level": 6},
    "WEBP": {"quality": 88, "method": 4},
}
_MODES = {"JPEG": ("RGB", "L"), "PNG": ("RGB", "RGBA", "L", "LA"), "WEBP": ("RGB", "RGBA")}


def clean(data: bytes) -> bytes:
    """The same view in the same format; a Refusal when it is broken, too large or moves."""
    format, picture = _pixels(data)
    return _written(picture, format)


def renditions(data: bytes) -> dict[int, bytes]:
    """Smaller copies by width, only those that are smaller than the picture."""
    format, picture = _pixels(data)
    return {width: _written(_narrowed(picture, width), format) for width in PHONE_WIDTHS if width < picture.width}


def _narrowed(picture: Image.Image, width: int) -> Image.Image:
    height = max(1, round(picture.height * width / picture.width))
    return picture.resize((width, height), Image.Resampling.LANCZOS)


def _pixels(data: bytes) -> tuple[str, Image.Image]:
    try:
        picture = open_picture(data)
        format = picture.format or ""
        if getattr(picture, "n_frames", 1) > 1 and format != "JPEG":
            raise Refusal("picture_moves")
        picture.load()
        upright = _in_standard_colours(ImageOps.exif_transpose(picture))
        return format, _bare(upright, _MODES[format])
    except BROKEN as error:
        raise Refusal("file_is_broken") from error


def _in_standard_colours(picture: Image.Image) -> Image.Image:
    """A profile names camera or screen, so colours are brought to sRGB; one that cannot be read is left out."""
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in {"RGB", "RGBA", "CMYK", "L"}:
        return picture
    try:
        target = picture.mode if picture.mode in {"RGBA", "L"} else "RGB"
        if target == "L":
            return picture
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode=target) or picture
    except (ImageCms.PyCMSError, OSError):
        return picture


def _bare(picture: Image.Image, modes: tuple[str, ...]) -> Image.Image:
    """Nothing but pixels: ``info`` would be written out again (comments, texts, profiles)."""
    if picture.mode not in modes:
        sees_through = "transparency" in picture.info or picture.mode in {"RGBA", "LA", "PA"}
        picture = picture.convert("RGBA" if sees_through and "RGBA" in modes else "RGB")
    elif "transparency" in picture.info and "RGBA" in modes:
        picture = picture.convert("RGBA")
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture, (0, 0))
    return bare


def _written(picture: Image.Image, format: str) -> bytes:
    target = io.BytesIO()
    picture.save(target, format, **_WRITTEN[format])
    return target.getvalue()
