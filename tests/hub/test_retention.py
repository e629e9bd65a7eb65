"""What is past its time goes by itself, and the privacy page says when."""

import datetime as dt

import pytest
from django.utils import translation
from wagtail.models import ModelLogEntry

from hub import limits, pagecache, privacy
from hub.held_data import OWN, STAFF
from hub.models import (
    DataAct,
    Membership,
    Paper,
    PaperReading,
    Person,
    SiteSettings,
    User,
)
from tests.factories import (
    committed,
    make_organisation,
    make_person,
    make_staff,
    make_user,
)
from tests.hub.test_papers import make_paper
from tests.hub.test_privacy import ADDRESS, tables_with
from tests.reading import Page as Reading

# 4. The clock -------------------------------------------------------------------------

START = dt.datetime(2026, 1, 10, 12, tzinfo=dt.UTC)


@pytest.fixture
def clock(time_machine, db):
    """A clock that is moved by days; logs and contacts are kept a month."""
    time_machine.move_to(START, tick=False)
    SiteSettings.objects.update_or_create(
        defaults={"keep_contacts_months": 1, "keep_log_months": 2}
    )
    return time_machine


def days_later(clock, days: int) -> None:
    """Let time pass and the job run."""
    clock.move_to(START + dt.timedelta(days=days), tick=False)
    privacy.delete_what_is_past_its_time()


def test_unused_accounts_go_and_used_ones_stay(clock):
    unused = make_user(last_login=START)
    never = make_user()
    staff = make_staff("Editors", last_login=START)
    member = make_user(last_login=START)
    organisation = make_organisation(last_confirmed_at=START + dt.timedelta(days=20))
    Membership.objects.create(user=member, organisation=organisation)

    days_later(clock, 30)
    assert set(User.objects.all()) == {unused, never, staff, member}
    days_later(clock, 31)

    assert set(User.objects.all()) == {staff, member}


def test_the_clock_takes_names_off_the_log_too(clock):
    unused = make_user(last_login=START)
    ModelLogEntry.objects.log_action(unused, "wagtail.edit", user=unused, title="Ea")

    days_later(clock, 31)

    assert not User.objects.filter(pk=unused.pk).exists()
    assert list(ModelLogEntry.objects.values_list("user", "label")) == [(None, "–")]


def test_contacts_go_when_they_are_hidden_and_old(clock):
    shown = make_person(last_confirmed_on=START.date())
    hidden = make_person(last_confirmed_on=START.date(), is_public=False)

    days_later(clock, 30)
    assert set(Person.objects.all()) == {shown, hidden}
    days_later(clock, 31)

    assert set(Person.objects.all()) == {shown}


def test_addresses_of_organisations_that_left_go(clock):
    here = make_organisation(email="a@example.org", last_confirmed_at=START)
    left = make_organisation(
        email="b@example.org", last_confirmed_at=START, state="archived"
    )

    days_later(clock, 30)
    left.refresh_from_db()
    assert left.email == "b@example.org"
    days_later(clock, 31)

    left.refresh_from_db()
    here.refresh_from_db()
    assert (here.email, left.email) == ("a@example.org", "")


def test_papers_go_with_their_file_after_their_date(clock):
    paper = make_paper(keep_until=START.date() + dt.timedelta(days=3))
    storage, name = paper.file.storage, paper.file.name

    with committed():
        days_later(clock, 3)
    assert (Paper.objects.count(), storage.exists(name)) == (1, True)
    with committed():
        days_later(clock, 4)

    assert (Paper.objects.count(), storage.exists(name)) == (0, False)


def test_logs_go_after_their_months(clock):
    staff = make_staff("Hub managers", last_login=START)
    paper = make_paper(keep_until=START.date() + dt.timedelta(days=300))
    PaperReading.objects.create(paper=paper, read_by=staff)
    privacy.log(privacy.Act.SHOWN, privacy.Subject("a@example.org"), by=staff)
    ModelLogEntry.objects.all().delete()
    ModelLogEntry.objects.log_action(paper, "wagtail.edit", user=staff)
    logs = (PaperReading, DataAct, ModelLogEntry)

    days_later(clock, 60)
    assert [model.objects.count() for model in logs] == [1, 1, 1]
    days_later(clock, 61)

    assert [model.objects.count() for model in logs] == [0, 0, 0]


def test_the_clock_runs_the_job(db):
    names = {job.name for job in privacy.jobs.registered()}

    assert "hub.privacy.delete_what_is_past_its_time" in names


# 5. The privacy page ------------------------------------------------------------------


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_privacy_page_shows_the_register(client, demo, language):
    path = {"da": "/da/privatliv/", "en": "/en/privacy/"}[language]
    page = Reading(client.get(path))

    shown = [row for row in page.texts("tr") if row][1:]

    assert len(shown) == len(privacy.lines())
    with translation.override(language):
        for row, line in zip(shown, privacy.lines(), strict=True):
            assert row.startswith(str(line.what))
            assert str(line.how_long()) in row


def test_a_period_of_the_settings_is_told_on_the_page(client, demo):
    before = client.get("/en/privacy/").content.decode()
    assert "12 months" in before

    with committed():
        SiteSettings.objects.update(keep_log_months=7)
        pagecache.renew()

    assert "7 months" in client.get("/en/privacy/").content.decode()
    assert "7 months" not in before


@pytest.mark.parametrize(
    ("page", "ours", "theirs"),
    [
        ("/da/privatliv/", "/da/dine-oplysninger/", "/en/your-data/"),
        ("/en/privacy/", "/en/your-data/", "/da/dine-oplysninger/"),
    ],
)
def test_the_privacy_page_leads_to_the_page_of_its_language(
    client, demo, page, ours, theirs
):
    main = Reading(client.get(page)).all("main")[0]
    links = [link.get("href") for link in main.iter("a")]

    assert links.count(ours) == 1
    assert theirs not in links


def test_limits_hold_no_address(db):
    limits.allow(f"code to {ADDRESS}", limit=5, window=dt.timedelta(hours=1))

    assert tables_with(ADDRESS) == set()


def test_the_own_door_and_that_of_staff_keep_apart():
    assert OWN.name != STAFF.name
