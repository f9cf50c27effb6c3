"""Pictures with a story in their heads: EXIF with author and place, comments, texts, a turn."""

from __future__ import annotations

import io

from PIL import Image, PngImagePlugin

GPS_IFD, ARTIST, ORIENTATION, USER_COMMENT = 0x8825, 0x013B, 0x0112, 0x9286


def jpeg(said: str = "", size: tuple[int, int] = (8, 8), *, turned: bool = False) -> bytes:
    picture = Image.new("RGB", size, (200, 30, 30))
    exif = Image.Exif()
    if said:
        exif[ARTIST] = said
        exif.get_ifd(GPS_IFD).update({1: "N", 2: (34.0, 36.0, 12.0), 3: "E", 4: (119.0, 13.0, 5.0)})
    if turned:
        exif[ORIENTATION] = 6
    target = io.BytesIO()
    picture.save(target, "JPEG", exif=exif, comment=said.encode())
    return target.getvalue()


def png(said: str = "", size: tuple[int, int] = (8, 8)) -> bytes:
    texts = PngImagePlugin.PngInfo()
    if said:
        texts.add_text("Author", said)
        texts.add_itxt("XML:com.adobe.xmp", f"<x>{said}</x>")
    target = io.BytesIO()
    Image.new("RGB", size, (30, 200, 30)).save(target, "PNG", pnginfo=texts)
    return target.getvalue()


def webp(said: str = "", frames: int = 1) -> bytes:
    exif = Image.Exif()
    if said:
        exif[ARTIST] = said
    pictures = [Image.new("RGB", (8, 8), (n * 40, 30, 200)) for n in range(frames)]
    target = io.BytesIO()
    pictures[0].save(target, "WEBP", exif=exif, save_all=frames > 1, append_images=pictures[1:])
    return target.getvalue()
