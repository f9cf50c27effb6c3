"""Letters on their way: worded, addressed, handed to the mail server. They say what was told, not what an item says."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formatdate

from flask import Flask
from flask_babel import force_locale
from flask_babel import gettext as _

from content import clock
from content.notices.models import Letter, Notice
from portal import notice_words
from portal.settings import Settings

PATIENCE = 20


def is_on(settings: Settings) -> bool:
    return bool(settings.smtp_host)


def compose(app: Flask, settings: Settings, letter: Letter, notices: list[Notice], address: str) -> EmailMessage:
    """A letter of one or several notices, each with its link. Chinese, whoever reads it."""
    message = EmailMessage()
    with app.test_request_context(base_url=settings.origin + settings.path_prefix), force_locale("zh_Hans"):
        told = [notice_words.told(notice) for notice in notices]
        if len(told) == 1:
            message["Subject"] = f"{settings.site_name}：{told[0].title}"
        else:
            message["Subject"] = _("%(site)s: %(n)s things to know", site=settings.site_name, n=len(told))
        lines = [f"{one.title}\n{one.note}\n{settings.origin}{one.url}".replace("\n\n", "\n") for one in told]
        ending = _("Sent by the site itself. Nobody reads answers to this address.")
    message["From"], message["To"] = settings.mail_from, address
    message["Message-ID"] = f"<{letter.key}@{settings.site_domain}>"
    message["Date"] = formatdate(clock.now().timestamp(), localtime=False)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content("\n\n".join([*lines, ending]) + "\n")
    return message


def context(settings: Settings) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=settings.smtp_ca or None)


def send(settings: Settings, message: EmailMessage) -> None:
    """Hand it over, over TLS unless the settings say that the way is the bureau's own."""
    port = int(settings.smtp_port)
    if settings.smtp_security == "ssl":
        server: smtplib.SMTP = smtplib.SMTP_SSL(settings.smtp_host, port, timeout=PATIENCE, context=context(settings))
    else:
        server = smtplib.SMTP(settings.smtp_host, port, timeout=PATIENCE)
    with server:
        if settings.smtp_security == "starttls":
            server.starttls(context=context(settings))
        if settings.smtp_user:
            server.login(settings.smtp_user, settings.smtp_password)
        server.send_message(message)
