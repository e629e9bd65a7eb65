"""Profiles kept true over two years: who is asked when, the link, and the way back."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from hub import jobs
from hub.forms import PublicForm
from hub.models import Organisation, OutgoingMail
from stories.actions import confirming
from stories.refusals import Refused
from tests import factories
from tests.hub.test_first_page import rows
from tests.reading import Page
from tests.staff import sign_in
from tests.stories.asked import make_listed, make_owner

START = dt.datetime(2026, 1, 15, 9, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
OWNER = "ea@work.example"


@pytest.fixture
def clock(time_machine, db):
    """A clock that stands still until moved, at the day of the last yes."""
    time_machine.move_to(START, tick=False)
    return time_machine


@pytest.fixture
def bakers(clock):
    """A profile confirmed at the start, with an owner who reads English."""
    there = make_listed(name="Bagerne", last_confirmed_at=START)
    make_owner(there, email=OWNER, language="en")
    return there


def run_job() -> None:
    """The clock's daily run."""
    [job] = [each for each in jobs.registered() if "keep_profiles_true" in each.name]
    job.run()


def days(clock, first: dt.date, last: dt.date) -> dict:
    """Run the job on each day, again where it did something; what each day brought."""
    found, day = {}, first
    while day <= last:
        count, state = OutgoingMail.objects.count(), Organisation.objects.get().state
        run_job_on(clock, day)
        told = [mail.subject for mail in OutgoingMail.objects.order_by("pk")[count:]]
        now = Organisation.objects.get().state
        if told or now != state:
            found[day.isoformat()] = (now, told)
            run_job()
            assert OutgoingMail.objects.count() == count + len(told)
        day += DAY
    return found


def run_job_on(clock, day: dt.date) -> None:
    """The clock's run in the morning of a day."""
    clock.move_to(dt.datetime(day.year, day.month, day.day, 8, tzinfo=dt.UTC))
    run_job()


def link() -> str:
    """The address in the newest mail."""
    body = OutgoingMail.objects.latest("pk").body
    [address] = [word for word in body.split() if "/still-right/" in word]
    return "/en/" + address.split("/en/")[1]


def press(client, clock, path: str):
    """Press the button of the page."""
    stamp = PublicForm.new_stamp()
    clock.shift(5)
    return client.post(path, {"stamp": stamp, "website": ""})


def age(clock, days: int) -> None:
    """Let so many days go by."""
    clock.move_to(START + days * DAY, tick=False)


# Two years ----------------------------------------------------------------------------


@pytest.mark.once
def test_two_years_of_silence_day_by_day(clock, bakers):
    found = days(clock, dt.date(2026, 1, 16), dt.date(2028, 3, 1))

    assert found == {
        "2026-12-15": ("published", ["Is this still right about Bagerne?"]),
        "2027-01-15": ("unconfirmed", []),
        "2027-11-15": (
            "unconfirmed",
            ["Bagerne leaves the directory on Saturday 15 January 2028"],
        ),
        "2027-12-15": (
            "unconfirmed",
            ["Bagerne leaves the directory on Saturday 15 January 2028"],
        ),
        "2028-01-15": ("archived", ["Bagerne has left the directory"]),
    }


def test_a_clock_that_stood_still_warns_twice_before_it_archives(clock, bakers):
    found = days(clock, dt.date(2029, 6, 1), dt.date(2029, 9, 10))

    assert [(day, state, len(told)) for day, (state, told) in found.items()] == [
        ("2029-06-01", "unconfirmed", 1),
        ("2029-07-01", "unconfirmed", 1),
        ("2029-08-01", "unconfirmed", 1),
        ("2029-09-01", "archived", 1),
    ]
    assert "Saturday 1 September 2029" in found["2029-07-01"][1][0]


def test_a_yes_begins_the_year_again(clock, bakers):
    age(clock, 340)
    run_job()
    bakers.refresh_from_db()
    confirming.confirm(organisation=bakers)

    age(clock, 640)
    run_job()

    bakers.refresh_from_db()
    assert (bakers.state, bakers.reminders, bakers.reminded_on) == (
        "published", 0, None,
    )  # fmt: skip
    assert OutgoingMail.objects.count() == 1


def test_only_what_is_listed_is_asked(clock):
    for state in ("private", "draft", "archived"):
        make_listed(state=state, last_confirmed_at=START)
    age(clock, 1000)

    run_job()

    assert OutgoingMail.objects.count() == 0


def test_a_profile_published_by_hand_begins_its_year_that_day(clock):
    there = make_listed(last_confirmed_at=None)

    run_job()

    there.refresh_from_db()
    assert there.last_confirmed_at == START


def test_staff_who_publish_begin_the_year(client, clock, home):
    there = make_listed(
        name="Bagerne",
        state="archived",
        reminders=4,
        last_confirmed_at=START - 800 * DAY,
    )
    sign_in(client, factories.make_staff())
    url = reverse("wagtailsnippets_hub_organisation:edit", args=[there.pk])

    client.post(url, {"name": "Bagerne", "slug": there.slug, "state": "published"})

    there.refresh_from_db()
    assert (there.state, there.last_confirmed_at) == ("published", START)
    assert there.reminders == 0


def test_without_an_owner_the_organisations_own_address_is_asked(clock):
    make_listed(last_confirmed_at=START, email="post@example.org")
    make_listed(last_confirmed_at=START, pitch_da="", pitch_en="B", email="b@x.example")
    age(clock, 340)

    run_job()

    told = [(mail.to, mail.language) for mail in OutgoingMail.objects.order_by("pk")]
    assert told == [("post@example.org", "da"), ("b@x.example", "en")]


def test_what_nobody_can_be_asked_about_is_shown_to_staff_and_stays(
    client, clock, home
):
    there = make_listed(name="Tavs", email="", last_confirmed_at=START)
    age(clock, 340)
    early = rows(client, factories.make_staff("Publishers"))
    age(clock, 1000)
    run_job()
    late = rows(client, factories.make_staff("Publishers"))

    there.refresh_from_db()
    heading = "Profiler, hvor ingen kan skrive til organisationen"
    assert [title for title, _ in early[heading]] == ["Tavs"]
    assert [title for title, _ in late[heading]] == ["Tavs"]
    assert (there.state, OutgoingMail.objects.count()) == ("unconfirmed", 0)


def test_what_is_counted_without_its_mail_is_rolled_back(clock, bakers, monkeypatch):
    age(clock, 340)
    monkeypatch.setattr(confirming, "tell", lambda *_said: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        run_job()
    monkeypatch.undo()

    run_job()
    run_job()

    assert OutgoingMail.objects.count() == 1


def test_who_confirmed_meanwhile_gets_no_mail(clock, bakers):
    age(clock, 340)
    stale = Organisation.objects.get()
    confirming.confirm(organisation=Organisation.objects.get())

    assert confirming.remind(organisation=stale) is False
    assert OutgoingMail.objects.count() == 0


# The link -----------------------------------------------------------------------------


def test_opening_the_link_shows_all_and_changes_nothing(client, clock, bakers):
    age(clock, 340)
    run_job()

    pages = [Page(client.get(link())) for _ in range(2)]
    client.head(link())

    facts = pages[1].text("dl", class_="facts")
    assert "Bagerne" in facts
    assert "Bager brød" in facts
    change = reverse("change_organisation", args=[bakers.slug])
    assert change.split("/")[-3] in str(pages[0].links())
    bakers.refresh_from_db()
    assert bakers.last_confirmed_at == START


def test_one_press_confirms_and_a_second_one_thanks_again(client, clock, bakers):
    age(clock, 370)
    run_job()
    path = link()

    answers = [press(client, clock, path) for _ in range(2)]

    bakers.refresh_from_db()
    assert [each.status_code for each in answers] == [302, 200]
    assert bakers.state == "published"
    assert bakers.last_confirmed_at == START + 370 * DAY + dt.timedelta(seconds=5)
    assert "Thank you" in Page(client.get(path)).text("h1")


def test_the_link_of_the_last_mail_brings_a_profile_back(client, clock, bakers):
    for month in (dt.date(2029, 6, 1), dt.date(2029, 7, 1), dt.date(2029, 8, 1)):
        run_job_on(clock, month)
    run_job_on(clock, dt.date(2029, 9, 1))
    path = link()
    shown = Page(client.get(path))

    press(client, clock, path)

    bakers.refresh_from_db()
    assert "one press brings it back" in shown.text("main")
    assert (bakers.state, bakers.reminders) == ("published", 0)


@pytest.mark.parametrize("language", ["da", "en"])
def test_old_and_forged_links_say_what_to_do(client, clock, bakers, language):
    with translation.override(language):
        path = reverse("confirm_profile", args=[confirming.token_for(bakers)])
        forged = reverse("confirm_profile", args=["forged"])
    Organisation.objects.update(state="archived")
    taken_down = client.get(path)
    Organisation.objects.update(state="published")
    age(clock, 801)
    old = client.get(path)

    heading = {"da": "Linket er for gammelt", "en": "This link is too old"}
    for response in (taken_down, old):
        assert response.status_code == 410
        assert Page(response).text("h1") == heading[language]
    assert client.get(forged).status_code == 404


def test_what_staff_archived_is_not_brought_back_by_a_link(client, clock, bakers):
    path = reverse("confirm_profile", args=[confirming.token_for(bakers)])
    Organisation.objects.update(state="archived")

    answer = press(client, clock, path)
    bakers.refresh_from_db()
    with pytest.raises(Refused):
        confirming.confirm(organisation=bakers)

    assert answer.status_code == 410
    assert bakers.state == "archived"


def test_a_former_owners_link_no_longer_works(client, clock, bakers):
    path = reverse("confirm_profile", args=[confirming.token_for(bakers)])
    bakers.memberships.all().delete()

    press(client, clock, path)

    bakers.refresh_from_db()
    assert bakers.last_confirmed_at == START


def test_a_robot_confirms_nothing(client, clock, bakers):
    path = reverse("confirm_profile", args=[confirming.token_for(bakers)])

    response = client.post(path, {"stamp": "", "website": ""})

    bakers.refresh_from_db()
    assert response.status_code == 422
    assert bakers.last_confirmed_at == START
    assert timezone.now() == START
