"""The outbox: mail is written in the transaction of what it tells about, sent later.

Promise: never lost, seldom twice, never for a transaction that was rolled back. A
worker that dies between sending and marking sends once more after the lease, with the
same Message-ID, so that many mail programs show it once.
"""

import base64
import datetime as dt
import logging
import re
from collections.abc import Iterable
from email.message import Message
from smtplib import SMTPRecipientsRefused
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction
from django.template import Context
from django.template.loader import get_template
from django.utils import timezone, translation

from hub.bilingual import active_language
from hub.models import OutgoingMail, User

logger = logging.getLogger(__name__)

LEASE = dt.timedelta(minutes=2)  # far over EMAIL_TIMEOUT: a living sender is done
FIRST_WAIT = dt.timedelta(minutes=1)
LONGEST_WAIT = dt.timedelta(hours=4)
MOST_ATTEMPTS = 25  # 1, 2, 4 … 240 minutes between them: three days in all
REFUSED_FOR_GOOD = 500  # this SMTP code and those above
MANAGERS = "Hub managers"


# 1. Writing -------------------------------------------------------------------------


def send(
    name: str,
    *,
    to: str,
    language: str,
    context: dict,
    attachments: Iterable[tuple[str, bytes, str]] = (),
    is_secret: bool = False,
    headers: dict[str, str] | None = None,
) -> OutgoingMail:
    """Queue the mail of `templates/email/<name>/`, in the caller's transaction.

    An attachment is (file name, bytes, MIME type). A secret mail holds a code or a key:
    its words, the subject too, are cleared once it is sent or given up.
    """
    words = {**context, "site_url": settings.SITE_URL, "language": language}
    with translation.override(language):
        subject = plain_text(f"email/{name}/subject.txt", words)
        body = plain_text(f"email/{name}/body.txt", words)
        html = get_template(f"email/{name}/body.html").render(words)
    return OutgoingMail.objects.create(
        to=to,
        subject=" ".join(subject.split())[:255],
        body=re.sub(r"\n\s*\n", "\n\n", body).strip() + "\n",
        html=html,
        from_email=settings.DEFAULT_FROM_EMAIL,
        headers=headers or {},
        attachments=[_stored(*attachment) for attachment in attachments],
        language=language,
        is_secret=is_secret,
    )


def tell_user(name: str, user: User, **context) -> None:
    """Queue `email/<name>` to somebody with an account, in their language."""
    said = {"first_name": user.first_name} | context
    with translation.override(user.language):
        send(name, to=user.email, language=user.language, context=said)


def tell_managers(name: str, **context) -> None:
    """Queue `email/<name>` to each hub manager, in the language of each."""
    tell_roles(name, MANAGERS, **context)


def tell_roles(
    name: str, *roles: str, also: Iterable[User | None] = (), **context
) -> None:
    """Queue `email/<name>` once to all with one of the roles, and to some more."""
    users = User.objects.filter(groups__name__in=roles, is_active=True).distinct()
    known = {user.pk: user for user in [*users, *also] if user and user.is_active}
    for user in known.values():
        tell_user(name, user, **context)


def plain_text(template: str, words: dict) -> str:
    """What a text template says, where an ampersand stays an ampersand."""
    return get_template(template).template.render(Context(words, autoescape=False))


def _stored(name: str, content: bytes | str, mimetype: str | None) -> list[str]:
    raw = content.encode() if isinstance(content, str) else content
    mimetype = mimetype or "application/octet-stream"
    return [name or "", base64.b64encode(raw).decode(), mimetype]


class OutboxBackend(BaseEmailBackend):
    """Django's door to the outbox: the mails of allauth and Wagtail go the same way.

    Each recipient gets a row, so that one bad address never repeats another's mail.
    """

    def send_messages(self, email_messages: Iterable[EmailMessage]) -> int:
        """Write the rows in the caller's transaction; says how many messages."""
        messages = [message for message in email_messages if message.recipients()]
        rows = [row for message in messages for row in _rows_of(message)]
        OutgoingMail.objects.bulk_create(rows)
        return len(messages)


def _rows_of(message: EmailMessage) -> Iterable[OutgoingMail]:
    html = next(
        (part[0] for part in getattr(message, "alternatives", ())
         if part[1] == "text/html"), "",
    )  # fmt: skip
    body = message.body
    if message.content_subtype == "html":
        body, html = "", message.body
    headers = {key: str(value) for key, value in message.extra_headers.items()}
    if message.reply_to:
        headers["Reply-To"] = ", ".join(message.reply_to)
    for address in message.recipients():
        yield OutgoingMail(
            to=address,
            subject=" ".join(str(message.subject).split())[:255],
            body=body,
            html=html,
            from_email=message.from_email,
            headers=headers,
            attachments=[_stored_part(part) for part in message.attachments],
            language=active_language(),
            is_secret=getattr(message, "is_secret", False),
        )


def _stored_part(part) -> list[str]:
    """An attachment of Django's: (name, content, MIME type) or a MIME part."""
    if isinstance(part, Message):
        content = part.get_payload(decode=True) or part.as_bytes()
        return _stored(part.get_filename(), content, part.get_content_type())
    return _stored(*part)


# 2. Sending -------------------------------------------------------------------------


def send_waiting(should_stop=lambda: False) -> int:
    """Try every mail that is due, one by one; says how many were tried."""
    tried = 0
    while not should_stop() and (mail := claim()):
        deliver(mail)
        tried += 1
    return tried


def claim() -> OutgoingMail | None:
    """A due mail that nobody else tries for the time of the lease."""
    if not OutgoingMail.objects.due().exists():
        return None  # an idle worker takes no write lock
    with transaction.atomic():
        due = OutgoingMail.objects.due()
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True)
        if mail := due.first():
            mail.attempts += 1
            mail.next_at = timezone.now() + LEASE
            mail.save(update_fields=["attempts", "next_at"])
        return mail


def deliver(mail: OutgoingMail) -> bool:
    """Send a claimed mail, outside any transaction, and write down how it went."""
    try:
        message_of(mail).send()
    except Exception as error:  # noqa: BLE001 -- whatever went wrong, try again later
        _postpone(mail, error)
        return False
    _mark_sent(mail)
    return True


def message_of(mail: OutgoingMail) -> EmailMultiAlternatives:
    """The mail as Django sends it, through the connection of EMAIL_URL."""
    message = EmailMultiAlternatives(
        mail.subject,
        mail.body,
        mail.from_email,
        [mail.to],
        headers={
            "Auto-Submitted": "auto-generated",
            "Content-Language": mail.language,
            **mail.headers,
            "Message-ID": f"<outbox-{mail.pk}@{urlsplit(settings.SITE_URL).hostname}>",
        },
        connection=real_connection(),
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    for name, content, mimetype in mail.attachments:
        message.attach(name, base64.b64decode(content), mimetype)
    return message


def real_connection() -> BaseEmailBackend:
    """The way out of the house: a mail server, or files for a machine of one's own."""
    way = settings.SENDING
    backend = way["EMAIL_BACKEND"]
    if backend.endswith("filebased.EmailBackend"):
        return get_connection(backend, file_path=way["EMAIL_FILE_PATH"])
    return get_connection(
        backend,
        host=way["EMAIL_HOST"],
        port=way["EMAIL_PORT"],
        username=way["EMAIL_HOST_USER"],
        password=way["EMAIL_HOST_PASSWORD"],
        use_tls=way.get("EMAIL_USE_TLS", False),
        use_ssl=way.get("EMAIL_USE_SSL", False),
        timeout=settings.EMAIL_TIMEOUT,
    )


def _mark_sent(mail: OutgoingMail) -> None:
    done = {"sent_at": timezone.now(), "error": ""} | _without_secrets(mail)
    OutgoingMail.objects.filter(pk=mail.pk).update(**done)


def _without_secrets(mail: OutgoingMail) -> dict:
    """What to write over the words of a mail that holds a code or a key."""
    if not mail.is_secret or settings.DEBUG:  # with DEBUG it is read at /mail/
        return {}
    return {"subject": "", "body": "", "html": "", "attachments": []}


def _postpone(mail: OutgoingMail, error: Exception) -> None:
    """Try later; at the last attempt, or a refusal for good, leave it to people."""
    now = timezone.now()
    refusal = refusal_of(error)
    state = {
        "next_at": now + wait_after(mail.attempts),
        "error": repr(error)[:500],
        "is_refused": refusal > 0,
    }
    if refusal >= REFUSED_FOR_GOOD:
        state["given_up_at"] = now
        logger.warning("Mail %s was given up: its receiver is refused", mail.pk)
    elif mail.attempts >= MOST_ATTEMPTS:
        state["given_up_at"] = now
        logger.error("Mail %s was given up after three days", mail.pk)
    if "given_up_at" in state:
        state |= _without_secrets(mail)
    # Whoever took it over after our lease knows better.
    mine = OutgoingMail.objects.filter(pk=mail.pk, attempts=mail.attempts)
    mine.update(**state)


def refusal_of(error: Exception) -> int:
    """The SMTP code that refuses this receiver; 0 where something else went wrong.

    421 ends the service for all, and 5.7.x refuses us, as where relaying is denied
    (RFC 5321, RFC 3463): the address may be good.
    """
    if not isinstance(error, SMTPRecipientsRefused):
        return 0
    [(code, said)] = error.recipients.values()  # each mail has one receiver
    return 0 if code == 421 or said.startswith(b"5.7.") else code


def wait_after(attempts: int) -> dt.timedelta:
    """How long to wait after so many attempts: doubled from a minute to four hours."""
    return min(FIRST_WAIT * 2 ** min(attempts - 1, 10), LONGEST_WAIT)
