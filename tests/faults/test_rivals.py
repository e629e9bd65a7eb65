"""Two workers on two machines never do one thing twice."""

import time_machine
from django.utils import timezone
from wagtail.models import PageLogEntry

from home.models import StandardPage
from hub import jobs, mail
from hub.models import ClockJob, OutgoingMail
from tests import factories
from tests.faults.rivals import race

RIVALS, ROUNDS = 4, 25


def run(function, surroundings, rounds=ROUNDS) -> list[list]:
    name = f"{__name__}.{function.__name__}"
    return race(name, surroundings, rivals=RIVALS, rounds=rounds)


def queue(count: int) -> None:
    fields = {"subject": "Hej", "body": "Hej", "from_email": "hub@example.org"}
    mails = [OutgoingMail(to="a@example.org", **fields) for _number in range(count)]
    OutgoingMail.objects.bulk_create(mails)


def take_mail(_number: int) -> int:
    return mail.claim().pk


def take_mail_without_lease(_number: int) -> int:
    found = OutgoingMail.objects.due().first()
    found.next_at = timezone.now() + mail.LEASE
    found.save(update_fields=["next_at"])
    return found.pk


def run_job(number: int) -> bool:
    return jobs.run(jobs.Job(f"race {number}", jobs.DAY, timezone.now))


def run_job_without_lease(number: int) -> bool:
    now = timezone.now()
    if ClockJob.objects.get(name=f"race {number}").next_at > now:
        return False
    ClockJob.objects.filter(name=f"race {number}").update(next_at=now + jobs.DAY)
    return True


def run_all_jobs(_number: int) -> int:
    return jobs.run_due()


def test_rival_workers_take_each_mail_once(figure, surroundings):
    for _number in figure.rounds(1):
        queue(RIVALS * ROUNDS)

        table = run(take_mail, surroundings)

        taken = [pk for row in table for pk in row]
        expected = OutgoingMail.objects.values_list("pk", flat=True)
        assert sorted(taken) == sorted(expected)
        OutgoingMail.objects.all().delete()
        figure.add(mails=len(taken))
    figure.tell(f"{{mails}} mails between {RIVALS} rival workers: each taken once.")


def test_rivals_without_a_lease_take_mails_twice(figure, surroundings):
    for _number in figure.careless_rounds(1):
        queue(RIVALS * ROUNDS)

        table = run(take_mail_without_lease, surroundings)

        taken = [pk for row in table for pk in row]
        assert len(taken) == RIVALS * ROUNDS
        OutgoingMail.objects.all().delete()
        figure.add(mails=len(taken), wrong=len(taken) - len(set(taken)))
    assert figure.counts["wrong"] > 0
    figure.tell("control: of {mails} mails {wrong} were taken again.")


def test_rival_workers_run_each_job_once(figure, surroundings):
    for _number in figure.rounds(1):
        table = run(run_job, surroundings)

        assert [sorted(row) for row in table] == [
            [False] * (RIVALS - 1) + [True]
        ] * ROUNDS
        ClockJob.objects.all().delete()
        figure.add(jobs=len(table))
    figure.tell(f"{{jobs}} clock jobs between {RIVALS} rival workers: each run once.")


def test_rivals_without_a_lease_run_jobs_twice(figure, surroundings):
    for _number in figure.careless_rounds(1):
        past = timezone.now()
        names = [f"race {number}" for number in range(ROUNDS)]
        ClockJob.objects.bulk_create(ClockJob(name=n, next_at=past) for n in names)

        table = run(run_job_without_lease, surroundings)

        ClockJob.objects.all().delete()
        again = sum(row.count(True) - 1 for row in table)
        figure.add(jobs=ROUNDS, wrong=again)
    assert figure.counts["wrong"] > 0
    figure.tell("control: of {jobs} clock jobs {wrong} were run again.")


def test_rival_workers_publish_a_planned_page_once(figure, surroundings):
    for number in figure.rounds(1):
        pages = [planned_page(f"planned-{number}-{each}") for each in range(4)]
        ClockJob.objects.all().delete()

        run(run_all_jobs, surroundings, rounds=1)

        live = StandardPage.objects.filter(pk__in=pages, live=True)
        entries = PageLogEntry.objects.filter(action="wagtail.publish.scheduled")
        assert sorted(live.values_list("pk", flat=True)) == pages
        assert sorted(entries.values_list("page_id", flat=True)) == pages
        figure.add(pages=len(pages))
        entries.delete()
    figure.tell(f"{{pages}} planned pages between {RIVALS} workers: published once.")


def planned_page(slug: str) -> int:
    """A page that was to go live a while ago, when no worker ran."""
    with time_machine.travel(timezone.now() - jobs.DAY):
        page = factories.make_standard_page(slug=slug, title=slug, live=False)
        page.go_live_at = timezone.now() + jobs.MINUTE
        page.save_revision().publish()
    return page.pk
