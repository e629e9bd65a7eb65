"""The outbox leaves the house: never lost, seldom twice."""

import datetime as dt
import email
import logging
import socket
from concurrent.futures import ThreadPoolExecutor
from email import policy

import pytest
from aiosmtpd.controller import Controller
from django.core import mail as django_mail
from django.core.mail import send_mail
from django.db import connection
from django.utils import timezone

from hub import mail
from hub.models import OutgoingMail

NOON = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
CODE = {"code": "123456", "purpose": "sign_in", "minutes": 15}


def write(
    to="bo@example.org", *, name="code", language="en", **options
) -> OutgoingMail:
    """A mail in the outbox."""
    return mail.send(name, to=to, language=language, context=CODE, **options)


class PostOffice:
    """A mail server of our own; it refuses while it is closed."""

    def __init__(self):
        self.received = []
        self.is_closed = False
        self.refused = {}

    async def handle_RCPT(self, server, session, envelope, address, options):
        """Take a receiver, or refuse in the words for this address."""
        if said := self.refused.get(address):
            return said
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        """Take a mail, as aiosmtpd hands it over."""
        if self.is_closed:
            return "451 Come back later"
        text = email.message_from_bytes(envelope.content, policy=policy.default)
        self.received.append((envelope.rcpt_tos, text))
        return "250 OK"


@pytest.fixture
def office(settings):
    """The server that EMAIL_URL names."""
    found = PostOffice()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(found, hostname="127.0.0.1", port=port)
    controller.start()
    settings.SENDING = {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": "",
        "EMAIL_HOST_PASSWORD": "",
    }
    yield found
    controller.stop()


def test_mail_leaves_through_the_server(db, office):
    file = ("soup.txt", "Æble".encode(), "text/plain")
    waiting = write("bo@example.org", attachments=[file], headers={"X-Case": "7"})

    assert mail.send_waiting() == 1

    [(receivers, message)] = office.received
    assert receivers == ["bo@example.org"]
    kinds = [part.get_content_type() for part in message.walk()]
    assert kinds == [
        "multipart/mixed", "multipart/alternative", "text/plain", "text/html",
        "text/plain",
    ]  # fmt: skip
    [attachment] = message.iter_attachments()
    assert attachment.get_filename() == "soup.txt"
    assert attachment.get_payload(decode=True) == "Æble".encode()
    headers = {
        "Subject": "123456 is your code for Spotlight",
        "To": "bo@example.org",
        "From": "hub@example.org",
        "Auto-Submitted": "auto-generated",
        "Content-Language": "en",
        "Message-ID": f"<outbox-{waiting.pk}@testserver>",
        "X-Case": "7",
    }
    assert {name: message[name] for name in headers} == headers
    waiting.refresh_from_db()
    assert waiting.sent_at is not None
    assert mail.send_waiting() == 0


def test_mail_waits_while_the_server_refuses(db, office, time_machine):
    time_machine.move_to(NOON, tick=False)
    waiting = write()
    office.is_closed = True
    mail.send_waiting()
    waiting.refresh_from_db()
    assert (waiting.sent_at, waiting.next_at) == (None, NOON + mail.FIRST_WAIT)
    assert "451" in waiting.error
    assert mail.send_waiting() == 0

    office.is_closed = False
    time_machine.shift(mail.FIRST_WAIT)
    mail.send_waiting()

    waiting.refresh_from_db()
    assert (waiting.sent_at, waiting.attempts, waiting.error) == (
        NOON + mail.FIRST_WAIT, 2, "",
    )  # fmt: skip
    assert len(office.received) == 1


def test_message_id_is_the_same_each_time(db):
    waiting = write()

    ids = {mail.message_of(waiting).message()["Message-ID"] for _ in range(2)}

    assert ids == {f"<outbox-{waiting.pk}@testserver>"}


def test_waits_grow_to_four_hours_and_last_three_days():
    waits = [mail.wait_after(attempt) for attempt in range(1, mail.MOST_ATTEMPTS)]
    minutes = [wait.total_seconds() / 60 for wait in waits]

    assert minutes[:9] == [1, 2, 4, 8, 16, 32, 64, 128, 240]
    assert set(minutes[8:]) == {240}
    assert dt.timedelta(days=2.8) < sum(waits, dt.timedelta()) < dt.timedelta(days=3.2)


def test_mail_is_given_up_with_an_alarm(db, office, time_machine, caplog):
    time_machine.move_to(NOON, tick=False)
    waiting = write()
    OutgoingMail.objects.update(attempts=mail.MOST_ATTEMPTS - 2)
    office.is_closed = True
    mail.send_waiting()
    assert caplog.records == []
    time_machine.shift(mail.LONGEST_WAIT)

    with caplog.at_level(logging.ERROR):
        mail.send_waiting()

    messages = [record.getMessage() for record in caplog.records]
    assert messages == [f"Mail {waiting.pk} was given up after three days"]
    assert list(OutgoingMail.objects.given_up()) == [waiting]
    time_machine.shift(dt.timedelta(days=1))
    assert mail.send_waiting() == 0


@pytest.mark.parametrize(
    ("said", "is_given_up", "is_refused"),
    [
        ("550 5.1.1 No such user", True, True),
        ("450 4.2.0 Come back in five minutes", False, True),
        ("421 4.3.2 Closing", False, False),
        ("550 5.7.1 Relaying denied", False, False),
    ],
)
def test_a_refused_receiver_is_given_up_where_it_is_for_good(
    db, office, caplog, said, is_given_up, is_refused
):
    waiting = write()
    office.refused = {waiting.to: said}

    mail.send_waiting()

    waiting.refresh_from_db()
    assert (waiting.given_up_at is not None, waiting.is_refused) == (
        is_given_up, is_refused,
    )  # fmt: skip
    assert [(record.levelname, record.getMessage()) for record in caplog.records] == [
        ("WARNING", f"Mail {waiting.pk} was given up: its receiver is refused")
    ] * is_given_up


def test_given_up_mail_may_be_tried_again(db, office):
    write()
    OutgoingMail.objects.update(given_up_at=timezone.now(), attempts=25)
    assert mail.send_waiting() == 0

    OutgoingMail.objects.all().try_again()

    assert mail.send_waiting() == 1
    assert len(office.received) == 1


def test_claimed_mail_is_leased_for_two_minutes(db, time_machine):
    time_machine.move_to(NOON, tick=False)
    waiting = write()

    assert mail.claim() == waiting
    assert mail.claim() is None
    time_machine.shift(mail.LEASE)

    # Its sender died: the next one sends it.
    assert mail.claim() == waiting


def test_late_failure_does_not_put_a_sent_mail_back(db, time_machine):
    time_machine.move_to(NOON, tick=False)
    write()
    late = mail.claim()
    time_machine.shift(mail.LEASE)
    mail._mark_sent(mail.claim())

    mail._postpone(late, RuntimeError("timeout"))

    found = OutgoingMail.objects.get()
    assert (found.sent_at, found.error) == (NOON + mail.LEASE, "")


def test_many_workers_send_each_mail_once(own_database, office):
    for number in range(12):
        write(f"bo{number}@example.org")

    def work(_number: int) -> int:
        try:
            return mail.send_waiting()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        sent = sum(pool.map(work, range(4)))

    assert sent == 12
    receivers = sorted(receiver for [receiver], _message in office.received)
    assert receivers == sorted(f"bo{number}@example.org" for number in range(12))


def test_one_bad_address_holds_nobody_up(db, office):
    bad, good = write("bad@example.org"), write("good@example.org")
    OutgoingMail.objects.filter(pk=bad.pk).update(to="not an address\n")

    assert mail.send_waiting() == 2

    assert [receivers for receivers, _message in office.received] == [[good.to]]
    bad.refresh_from_db()
    assert bad.sent_at is None
    assert bad.error != ""


@pytest.mark.parametrize(
    ("is_secret", "debug", "is_cleared"),
    [(True, False, True), (True, True, False), (False, False, False)],
)
def test_secret_words_go_when_sent(db, office, settings, is_secret, debug, is_cleared):
    settings.DEBUG = debug
    waiting = write(is_secret=is_secret, attachments=[("a.txt", b"a", "text/plain")])

    mail.send_waiting()

    waiting.refresh_from_db()
    left = (waiting.subject, waiting.body, waiting.html, waiting.attachments)
    assert (left == ("", "", "", [])) is is_cleared
    [(_receivers, message)] = office.received
    assert message["Subject"] == "123456 is your code for Spotlight"


def test_secret_words_go_when_given_up(db, office):
    waiting = write(is_secret=True)
    office.refused = {waiting.to: "550 5.1.1 No such user"}

    mail.send_waiting()

    waiting.refresh_from_db()
    assert (waiting.subject, waiting.body, waiting.html) == ("", "", "")
    assert str(waiting) == f"En kode eller et link ({waiting.pk})"


def test_secret_words_stay_while_they_wait(db, office):
    office.is_closed = True
    waiting = write(is_secret=True)

    mail.send_waiting()

    waiting.refresh_from_db()
    assert "123456" in waiting.body


def test_mail_may_go_into_files(db, settings, tmp_path):
    settings.SENDING = {
        "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "EMAIL_FILE_PATH": str(tmp_path),
    }
    write()

    mail.send_waiting()

    [file] = tmp_path.iterdir()
    assert "To: bo@example.org" in file.read_text()


def test_idle_worker_takes_no_lock(db, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert mail.claim() is None


def test_worker_that_is_stopped_leaves_the_rest(db, office):
    for number in range(3):
        write(f"bo{number}@example.org")

    mail.send_waiting(lambda: len(office.received) == 1)

    assert OutgoingMail.objects.waiting().count() == 2


def test_send_mail_of_django_sends_nothing_by_itself(outbox, office):
    send_mail("Hi", "Hello", "hub@example.org", ["bo@example.org"])

    assert office.received == []
    assert getattr(django_mail, "outbox", []) == []
    mail.send_waiting()
    assert len(office.received) == 1
