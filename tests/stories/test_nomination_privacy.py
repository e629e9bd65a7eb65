"""What nominations keep: both find it by their address, and it goes in its time."""

import datetime as dt

import pytest
from django.core import mail as sent_mail
from django.utils import timezone, translation

from hub import mail, privacy
from hub.models import OutgoingMail
from stories.actions import nominating
from stories.kept.nominations import clear_nominations
from stories.models import Nomination
from tests import factories
from tests.hub.test_privacy import tables_with
from tests.stories.nominated import WORDS, make_nomination

DAY = dt.timedelta(days=1)
CONNECTION = ("EMAIL_HOST", "EMAIL_PORT", "EMAIL_HOST_USER", "EMAIL_HOST_PASSWORD")
AKSEL, BENTHE = WORDS["email"], WORDS["nominee_email"]
# What is left of a nomination once everybody is taken off it.
COUNTED = {
    "state", "language", "nominee_language", "sent_at", "answer_by", "contacted_at",
    "moved_at", "version", "is_late_told", "key", "id", "name", "nominee",
}  # fmt: skip


@pytest.fixture
def clock(time_machine, db):
    """A clock that stands still until moved."""
    time_machine.move_to("2026-01-05T09:00:00Z", tick=False)
    return time_machine


def item_of(address: str, name: str) -> privacy.Item | None:
    """What a line holds on an address."""
    subject = privacy.subject_at(address)
    held = {each.line.name: each.items for each in privacy.held_on(subject)}
    return held.get(name, [None])[0]


def send_what_waits() -> None:
    """Let the outbox send, as the worker does: secret mails lose their words."""
    mail.send_waiting()


def test_each_finds_what_is_theirs_and_only_that(clock):
    make_nomination(may_name=False)
    make_nomination(nominee="Hana", nominee_email="hana@example.org")

    with translation.override("en"):
        written = item_of(AKSEL.upper(), "nominations")
        about = item_of(BENTHE.upper(), "nominees")

    assert item_of(AKSEL, "nominees") is None
    assert item_of(BENTHE, "nominations") is None
    facts = dict(about.facts)
    assert (facts["Whom it is about"], facts["Why"]) == (
        WORDS["nominee"], WORDS["why"],
    )  # fmt: skip
    assert WORDS["name"] not in facts.values()
    assert AKSEL not in facts.values()
    assert dict(written.facts)["Your e-mail"] == AKSEL


def test_the_nominee_sees_who_wrote_where_they_agreed(clock):
    make_nomination(may_name=True)

    with translation.override("en"):
        facts = dict(item_of(BENTHE, "nominees").facts)

    assert facts["Who wrote it"] == WORDS["name"]


def test_staff_find_somebody_without_mail_by_name_or_telephone(clock):
    there = make_nomination(nominee_email="")

    for words in ("benthe sylvest", "+45 00 00 00 18"):
        held = privacy.held_on(privacy.Subject("", words=words))
        assert [item.row for each in held for item in each.items] == [there]
    held = privacy.held_on(privacy.Subject("", words="aksel munkholm"))
    assert [each.line.name for each in held] == ["nominations"]
    assert privacy.held_on(privacy.Subject("", words="Benthe")) == []


def test_each_corrects_what_is_theirs():
    assert privacy.line_named("nominations").correct == ("name", "relation")
    assert privacy.line_named("nominees").correct == (
        "nominee", "organisation", "nominee_phone",
    )  # fmt: skip


def test_why_we_think_it_is_spam_is_told_to_staff_alone(clock):
    make_nomination(state="spam", reason="Reklame")

    assert "Reklame" not in dict(item_of(AKSEL, "nominations").facts).values()


# Deleting -----------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["new", "contacted", "accepted"])
def test_a_nominee_who_deletes_says_no(clock, state):
    make_nomination(state=state)
    OutgoingMail.objects.all().delete()

    privacy.delete_everything(privacy.subject_at(BENTHE))

    made = Nomination.objects.get()
    assert made.state == "refused"
    assert (made.nominee, made.why, made.nominee_email) == ("–", "", "")
    [told] = OutgoingMail.objects.all()
    assert (told.to, "vil helst ikke" in told.body) == (AKSEL, True)
    assert [tables_with(word) for word in ("benthe", "sidste knap", "knapper")] == [
        set(), set(), set(),
    ]  # fmt: skip


@pytest.mark.parametrize("state", ["declined", "published"])
def test_a_nominee_who_deletes_later_troubles_nobody(clock, state):
    make_nomination(state=state)
    OutgoingMail.objects.all().delete()

    privacy.delete_everything(privacy.subject_at(BENTHE))

    assert Nomination.objects.get().state == state
    assert tables_with("benthe") == set()
    assert OutgoingMail.objects.count() == 0


def test_a_nominee_in_what_looks_like_spam_takes_all_of_it_along(clock):
    make_nomination(state="spam")

    privacy.delete_everything(privacy.subject_at(BENTHE))

    assert Nomination.objects.count() == 0


@pytest.mark.parametrize("state", ["new", "spam"])
def test_a_nominator_who_deletes_takes_back_what_nobody_was_asked(clock, state):
    make_nomination(state=state)

    privacy.delete_everything(privacy.subject_at(AKSEL))

    assert Nomination.objects.count() == 0
    assert tables_with("aksel") == set()


def test_a_nominator_who_deletes_later_leaves_the_nominee_in_peace(clock):
    made = make_nomination(state="contacted", may_name=True)

    privacy.delete_everything(privacy.subject_at(AKSEL))

    made.refresh_from_db()
    assert tables_with("aksel") == set()
    assert (made.nominee, made.may_name, made.relation) == (WORDS["nominee"], False, "")
    mails = OutgoingMail.objects.count()
    nominating.accept(nomination=made, seen=made.version)
    assert OutgoingMail.objects.count() == mails  # nobody is left to tell


# Time ---------------------------------------------------------------------------------


def test_spam_goes_after_a_month(clock):
    make_nomination(state="spam")

    clock.shift(30 * DAY)
    clear_nominations(timezone.now())
    assert Nomination.objects.count() == 1
    clock.shift(dt.timedelta(seconds=1))
    clear_nominations(timezone.now())
    assert Nomination.objects.count() == 0


@pytest.mark.parametrize(
    "state", ["contacted", "accepted", "published", "declined", "refused"]
)
def test_after_six_months_a_count_without_names_is_left(clock, state):
    user = factories.make_staff()
    district = factories.make_district()
    made = make_nomination(state=state, answered_by=user, district=district)

    clock.shift(180 * DAY)
    clear_nominations(timezone.now())
    assert Nomination.objects.get().email == AKSEL
    clock.shift(dt.timedelta(seconds=1))
    clear_nominations(timezone.now())

    left = Nomination.objects.values().get()
    says = {name for name, value in left.items() if value not in ("", None, False)}
    reason = {"reason"} if state == "declined" else set()
    contacted = set() if made.contacted_at else {"contacted_at"}
    assert says - reason == COUNTED - {"is_late_told"} - contacted
    assert (left["state"], left["name"], left["nominee"]) == (state, "–", "–")
    assert tables_with("benthe") | tables_with("aksel") == set()
    for rows in (Nomination.objects.waiting(), Nomination.objects.closed()):
        assert list(rows) == []


def test_sent_letters_have_no_words_left(clock, settings):
    settings.SENDING = dict.fromkeys(CONNECTION, "") | {
        "EMAIL_BACKEND": "django.core.mail.backends.locmem.EmailBackend"
    }
    nominating.ask(
        nomination=make_nomination(),
        by=factories.make_staff(),
        seen=1,
        nominee_email=BENTHE,
        language="da",
    )

    send_what_waits()

    assert "Benthe" in sent_mail.outbox[0].body
    assert OutgoingMail.objects.filter(body__contains="Benthe").count() == 0
    assert OutgoingMail.objects.filter(subject__contains="Benthe").count() == 0


def test_the_account_of_staff_leaves_no_name_on_answers(clock):
    user = factories.make_user("bo@example.org")
    made = make_nomination(answered_by=user)

    privacy.delete_everything(privacy.subject_at("bo@example.org"))

    made.refresh_from_db()
    assert made.answered_by is None
