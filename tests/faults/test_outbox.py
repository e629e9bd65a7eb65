"""The outbox keeps its promise: never lost, seldom twice, never for nothing."""

import sys
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from hub import mail
from hub.models import OutgoingMail
from tests.faults.post_office import kill
from tests.servers import started

MAILS, ROLLED_BACK, KILL_AT = 8, 2, 3
WORKER = [sys.executable, "manage.py", "worker", "--once"]
CARELESS = [sys.executable, "-m", "tests.faults.careless_worker"]


class OurMind(Exception):
    """Changed."""


def queue(address: str) -> None:
    context = {"code": "123456", "purpose": "sign_in", "minutes": 15}
    mail.send("code", to=address, language="da", context=context)


def queue_round(number: int) -> list[str]:
    """Mails of transactions that went well; others were rolled back."""
    wanted = [f"wanted{number}.{each}@example.org" for each in range(MAILS)]
    for address in wanted:
        with transaction.atomic():
            queue(address)
    for each in range(ROLLED_BACK):
        try:
            with transaction.atomic():
                queue(f"unwanted{number}.{each}@example.org")
                raise OurMind
        except OurMind:
            continue
    return wanted


def run(line, surroundings, office, *, kill_at=0, is_taken=True, refuse=False) -> None:
    """Let a worker do all that waits, unless it is killed at a mail that arrives."""
    log = Path(surroundings["VAR_DIR"]) / "worker.log"
    with started(line, surroundings, log) as worker:

        def arrive(number: int) -> bool:
            if number != kill_at:
                return not refuse
            kill(worker.pid)
            return is_taken

        office.arrivals, office.on_arrival = 0, arrive
        worker.wait(60)


def end_of_leases() -> None:
    """The time after which a mail that was begun is tried again."""
    OutgoingMail.objects.waiting().update(next_at=timezone.now())


def test_killed_worker_loses_no_mail(figure, surroundings, post_office):
    for number in figure.rounds(2):
        wanted = queue_round(number)
        post_office.mails.clear()

        was_taken = number % 2 == 0  # else it dies before the server has the mail
        run(WORKER, surroundings, post_office, kill_at=KILL_AT, is_taken=was_taken)
        end_of_leases()
        run(WORKER, surroundings, post_office)

        arrived = post_office.by_receiver()
        doubled = {who: times for who, times in arrived.items() if times > 1}
        same_id = [times for times in post_office.by_message_id().values() if times > 1]
        assert sorted(arrived) == wanted
        assert list(doubled.values()) == same_id == ([2] if was_taken else [])
        assert OutgoingMail.objects.waiting().count() == 0
        figure.add(kills=1, mails=MAILS, rolled_back=ROLLED_BACK, doubled=len(doubled))
    figure.tell(
        "{mails} mails over {kills} kills of the worker: 0 lost, {doubled} sent twice "
        "(with the same Message-ID), 0 of {rolled_back} rolled back ones sent."
    )


def test_worker_that_marks_first_loses_mail(surroundings, post_office):
    wanted = queue_round(0)

    run(CARELESS, surroundings, post_office, kill_at=KILL_AT, is_taken=False)
    end_of_leases()
    run(WORKER, surroundings, post_office)

    assert len(set(wanted) - set(post_office.by_receiver())) == 1


def test_mail_waits_for_a_server_that_is_away(surroundings, post_office):
    post_office.close()
    queue("patient@example.org")

    run(WORKER, surroundings, post_office)
    waiting = OutgoingMail.objects.get()
    post_office.open()
    end_of_leases()
    run(WORKER, surroundings, post_office)

    assert (waiting.attempts, waiting.sent_at) == (1, None)
    assert "ConnectionRefusedError" in waiting.error
    assert post_office.by_receiver() == {"patient@example.org": 1}


def test_mail_is_tried_again_when_the_server_says_later(surroundings, post_office):
    queue("patient@example.org")

    run(WORKER, surroundings, post_office, refuse=True)
    waiting = OutgoingMail.objects.get()
    end_of_leases()
    run(WORKER, surroundings, post_office)

    assert (waiting.attempts, waiting.sent_at) == (1, None)
    assert post_office.by_receiver() == {"patient@example.org": 1}
