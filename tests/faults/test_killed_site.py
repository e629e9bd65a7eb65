"""Server and worker are killed while people book: nothing is half there, no mail lost.

Eight people book two times at once, again and again, where a space says yes by itself.
Then all processes end at a random moment (`kill -9`), and others go on.
"""

import contextlib
import datetime as dt
import http.client
import os
import random
import signal
import sys
import time
import uuid
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

from django.test import Client
from django.utils import timezone

from hub.models import OutgoingMail
from spaces.availability import overlaps, wrongly_occupied
from spaces.models import Booking
from tests import factories, servers
from tests.faults.conftest import running
from tests.faults.test_lost_database import wait_for
from tests.faults.test_outbox import end_of_leases
from tests.faults.visitors import Visitor
from tests.spaces import makers
from tests.spaces.booking_visit import address_of, texts_of
from tests.staff import sign_in

PEOPLE = 8
WORKER = [sys.executable, "manage.py", "worker"]
STAMP_AGE = 2.1  # seconds; who is faster is taken for a robot
MOST_BOOKED = 30  # requests before all is killed
GONE = (OSError, http.client.HTTPException)


class Person:
    """Somebody signed in, with a space of their own to book."""

    def __init__(self):
        self.space = makers.make_space(approval="automatic", horizon_days=400)
        self.user = factories.make_user()
        self.booked = 0
        self.told: list[str] = []  # addresses of receipts that were shown

    def open(self, server) -> None:
        """A new browser with the form before it."""
        self.visitor = Visitor(server.url)
        session = sign_in(Client(), self.user).cookies["sessionid"].value
        self.visitor.cookies["sessionid"] = session
        path = f"{self.path}?time={texts_of(self.time())[0]}"
        hidden = self.visitor.get(path).hidden
        names = ("csrfmiddlewaretoken", "stamp")
        self.form = {name: hidden[name] for name in names}

    @property
    def path(self) -> str:
        """The page on which times are asked for."""
        return address_of("book", self.space.slug, language="da")

    def time(self) -> tuple:
        """An hour that nobody had yet."""
        days, hour = divmod(self.booked, 12)
        self.booked += 1
        day = timezone.localdate() + dt.timedelta(days=7 + days)
        return makers.local(day, 9 + hour), makers.local(day, 10 + hour)

    def go_on(self, end: Event) -> None:
        """Book until the site is gone."""
        with contextlib.suppress(*GONE):
            while not end.is_set():
                self.book()

    def book(self) -> None:
        """Two times at once, to the receipt."""
        self.visitor.address = f"10.{random.randrange(250)}.{random.randrange(250)}.9"
        said = {"people": 4, "purpose": "Vi bager.", "key": str(uuid.uuid4())}
        times = texts_of(self.time(), self.time())
        held = self.visitor.post(self.path, self.form | said | {"time": times})
        assert held.status == 302, held.text
        said = {"name": "Ea", "payer": "private"}
        sent = self.visitor.post(held.location, self.form | said)
        assert sent.status == 302, sent.text
        self.told.append(sent.location.rstrip("/").split("/")[-1])


def kill_all(*processes) -> None:
    """End programs and what they started at once; they hear nothing of it."""
    for process in processes:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    for process in processes:
        process.wait()


def book_until_killed(people: list[Person], database: str, surroundings: dict) -> None:
    """A site and a worker, and people who book there until both are killed."""
    mail = {"EMAIL_URL": surroundings["EMAIL_URL"]}
    secret = {"SECRET_KEY": surroundings["SECRET_KEY"]}
    log = Path(surroundings["VAR_DIR"]) / "worker.log"
    end = Event()
    with (
        running(database, **mail, **secret) as server,
        servers.started(WORKER, surroundings, log) as worker,
        ThreadPoolExecutor(PEOPLE) as pool,
    ):
        for person in people:
            person.open(server)
        time.sleep(STAMP_AGE)
        enough = random.randint(1, MOST_BOOKED)
        going = [pool.submit(person.go_on, end) for person in people]
        wait_for(lambda: sum(len(each.told) for each in people) >= enough)
        kill_all(server.process, worker)
        end.set()
        for each in going:
            each.result()


def batches() -> dict:
    """The bookings of each request."""
    found = defaultdict(list)
    for booking in Booking.objects.order_by("pk"):
        found[booking.batch].append(booking)
    return found


STEPS = {"held": ["hold"], "withdrawn": ["hold", "withdraw"],
         "confirmed": ["hold", "send"], "expired": ["hold", "expire"]}  # fmt: skip
# Holds run out one by one, where a trial lasts longer than a quarter of an hour.
ONE_BY_ONE = {"expired": "held"}


def half_written() -> list:
    """Requests of which only a part is there."""
    return [
        batch
        for batch, bookings in batches().items()
        if [each.place for each in bookings] != [0, 1]
        or len({ONE_BY_ONE.get(each.state, each.state) for each in bookings}) > 1
        or any(
            list(each.events.values_list("event", flat=True)) != STEPS[each.state]
            for each in bookings
        )
    ]


def without_mail() -> list[str]:
    """References of confirmed requests that have not exactly one mail."""
    mails = list(OutgoingMail.objects.values_list("body", flat=True))
    firsts = [rows[0] for rows in batches().values() if rows[0].is_confirmed]
    return [
        each.reference
        for each in firsts
        if sum(each.reference in body for body in mails) != 1
    ]


def send_the_rest(surroundings: dict) -> None:
    """Another worker goes on where the killed one was."""
    end_of_leases()
    log = Path(surroundings["VAR_DIR"]) / "worker.log"
    with servers.started([*WORKER, "--once"], surroundings, log) as worker:
        worker.wait(60)


def test_killed_site_and_worker(
    figure, own_database, surroundings, post_office, settings
):
    settings.SECRET_KEY = surroundings["SECRET_KEY"]
    people = [Person() for _number in range(PEOPLE)]
    for _number in figure.rounds(1):
        post_office.mails.clear()
        old = list(OutgoingMail.objects.values_list("pk", flat=True))

        book_until_killed(people, own_database, surroundings)

        assert (half_written(), without_mail()) == ([], [])
        assert (overlaps(), wrongly_occupied()) == ([], [])
        told = {reference for person in people for reference in person.told}
        there = Booking.objects.filter(state="confirmed", reference__in=told)
        assert told == set(there.values_list("reference", flat=True))
        send_the_rest(surroundings)
        new, arrived = OutgoingMail.objects.exclude(pk__in=old), post_office
        assert not new.filter(sent_at=None).exists()
        assert len(arrived.by_message_id()) == new.count()
        doubles = len(arrived.mails) - new.count()
        assert doubles <= 1
        figure.add(kills=1, requests=new.count(), told=len(told), doubles=doubles)
        for person in people:
            person.told.clear()
    figure.tell(
        "{kills} kills of server and worker while 8 people booked: {requests} "
        "confirmed requests of two times, {told} of them told: none lost, none half "
        "there, none without its mail; {doubles} mails sent twice."
    )
