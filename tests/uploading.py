"""Sending files from the desk as a browser does: multipart, with the form's own token."""

from __future__ import annotations

import io

from content.items.models import Edition
from tests.factories.files import CLEAN

ALL_TICKS = ("faces", "plates", "signatures")


def as_(browser, name, unit="zhifa"):
    return browser.as_(f"{unit}-{name}")


def upload(browser, edition_id, data=CLEAN, name="评价结果.docx", *, status=200, **words):
    """Choose a file on the draft's page of files and send it as a browser does."""
    page = browser.get("desk.edition_files", edition_id=edition_id)
    form = page.form("添加并检查")
    assert form["enctype"] == "multipart/form-data"
    token = form.find("input", attrs={"name": "csrf_token"})["value"]
    sent = {"csrf_token": token, "file": (io.BytesIO(data), name), **words}
    return browser.read(form["action"], browser.client.post(form["action"], data=sent), status)


def submit(browser, edition_id, status=200):
    return browser.get("desk.edit", edition_id=edition_id).submit("提交审核", secrecy_checked="1", status=status)


def attachments(site, edition_id):
    with site.reading() as session:
        return [(file.id, file.name, file.digest) for file in session.get(Edition, edition_id).attachments]
