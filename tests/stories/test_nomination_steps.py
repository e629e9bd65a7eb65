"""The table of nominations: steps, letters, rights, the queue, lateness, the clock."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from hub import jobs
from hub.models import OutgoingMail
from stories.actions import nominating
from stories.choices import NominationState
from stories.models import Nomination
from stories.refusals import Refused
from tests import factories
from tests.stories import makers
from tests.stories.nominated import REASON, WORDS, make_nomination, take

DAY = dt.timedelta(days=1)
STEPS = tuple(nominating.STEPS)
TABLE = {
    "new": {
        "ask": "contacted",
        "reach": "contacted",
        "decline": "declined",
        "refuse": "refused",
        "hold": "spam",
    },
    "contacted": {
        "ask_again": "contacted",
        "accept": "accepted",
        "decline": "declined",
        "refuse": "refused",
    },
    "accepted": {
        "talk": "accepted",
        "choose_story": "accepted",
        "publish": "published",
        "decline": "declined",
        "refuse": "refused",
    },
    "published": {},
    "declined": {},
    "refused": {},
    "spam": {"free": "new"},
}
# To whom each step writes; the nominee only where there is an address.
NOMINATOR, NOMINEE = WORDS["email"], WORDS["nominee_email"]
WRITES = {
    "ask": [NOMINEE, NOMINATOR],
    "ask_again": [NOMINEE],
    "reach": [NOMINATOR],
    "accept": [NOMINATOR],
    "talk": [],
    "choose_story": [],
    "publish": [NOMINATOR],
    "refuse": [NOMINATOR],
    "hold": [],
    "free": [NOMINATOR],
}


def job(name: str):
    """A job of the clock by the end of its name."""
    return next(each for each in jobs.registered() if each.name.endswith(name))


# The table ----------------------------------------------------------------------------


@pytest.mark.parametrize("state", TABLE)
@pytest.mark.parametrize("step", STEPS)
def test_a_step_leads_where_the_table_says_or_is_refused(home, state, step):
    nomination = make_nomination(state=state)
    # Asking is one act: of a new one it is the first time, else again.
    if {step, state} in ({"ask", "contacted"}, {"ask_again", "new"}):
        return
    mails = set(OutgoingMail.objects.values_list("pk", flat=True))

    try:
        took, code = take(step, nomination).state, None
    except Refused as refused:
        took, code = None, refused.code

    leads_to = TABLE[state]
    told = OutgoingMail.objects.exclude(pk__in=mails).order_by("pk")
    asked = state in ("contacted", "accepted")
    writes = WRITES | {"decline": [NOMINATOR, NOMINEE] if asked else [NOMINATOR]}
    assert set(nominating.steps_of(nomination)) == set(leads_to)
    assert (took, code) == (leads_to.get(step), None if step in leads_to else "state")
    assert [mail.to for mail in told] == (writes[step] if step in leads_to else [])
    assert Nomination.objects.get().version == 1 + (step in leads_to)


@pytest.mark.parametrize(
    ("step", "subject"),
    [
        ("ask", "We have asked Benthe Sylvest"),
        ("accept", "Benthe Sylvest said yes"),
        ("decline", "Our answer about Benthe Sylvest"),
        ("refuse", "About your nomination of Monday 23 November 2026"),
        ("publish", "The story of Benthe Sylvest can be read now"),
        ("free", "Thank you for telling us about Benthe Sylvest"),
    ],
)
def test_the_nominator_hears_in_their_own_language(home, time_machine, step, subject):
    time_machine.move_to("2026-11-23T09:00:00Z", tick=False)
    state = next(state for state, leads_to in TABLE.items() if step in leads_to)

    take(step, make_nomination(state=state, language="en"))

    mail = OutgoingMail.objects.filter(to=NOMINATOR).latest("pk")
    assert (mail.language, mail.subject, mail.is_secret) == ("en", subject, True)
    assert mail.body.startswith("Hello Aksel Munkholm")
    assert (REASON in mail.body) == (step == "decline")


def test_who_was_seen_as_it_was_before_is_refused(home):
    nomination = make_nomination()
    take("reach", nomination)

    with pytest.raises(Refused) as refused:
        take("decline", nomination)

    assert refused.value.code == "changed"
    assert Nomination.objects.get().state == "contacted"


def test_each_step_says_when_the_next_is_due(home, time_machine):
    time_machine.move_to("2026-11-23T09:00:00Z", tick=False)
    found = {}
    for step in ("reach", "accept", "talk", "choose_story"):
        state = next(state for state, leads_to in TABLE.items() if step in leads_to)
        made = take(step, make_nomination(state=state))
        found[step] = timezone.localdate(made.answer_by)
        made.delete()

    assert found == {
        "reach": dt.date(2026, 12, 7),
        "accept": dt.date(2026, 11, 25),
        "talk": dt.date(2027, 1, 22),
        "choose_story": dt.date(2027, 1, 22),
    }


# The clock ----------------------------------------------------------------------------


def test_managers_hear_once_that_something_is_late(db, time_machine):
    time_machine.move_to("2026-11-23T09:00:00Z", tick=False)
    manager = factories.make_staff("Hub managers", language="en")
    nomination = make_nomination()
    make_nomination(nominee="Svaret", state="declined")
    mails = OutgoingMail.objects.filter(to=manager.email)

    counts = []
    for moment in ("2026-11-25T14:59:00Z", "2026-11-25T15:00:00Z", "2026-11-26T09:00Z"):
        time_machine.move_to(moment, tick=False)
        job("late_nominations").run()
        counts.append(mails.count())

    assert counts == [0, 1, 1]
    assert reverse("nomination", args=[nomination.pk]) in mails.get().body
    assert WORDS["nominee"] not in mails.get().subject + mails.get().body
    assert [nominating.say_is_late(nomination=nomination) for _ in range(2)] == [
        False, False,
    ]  # fmt: skip


def test_after_a_step_a_new_day_may_be_late_again(db, time_machine):
    time_machine.move_to("2026-11-23T09:00:00Z", tick=False)
    factories.make_staff("Hub managers")
    nomination = make_nomination()
    time_machine.move_to(nomination.answer_by, tick=False)
    first = nominating.say_is_late(nomination=nomination)
    nomination = take("reach", nomination)
    time_machine.move_to(nomination.answer_by, tick=False)

    assert (first, nominating.say_is_late(nomination=nomination)) == (True, True)


@pytest.mark.parametrize("language", ["da", "en"])
def test_after_thirty_days_without_a_word_to_the_nominee_all_is_deleted(
    db, time_machine, language
):
    time_machine.move_to("2026-11-01T09:00:00Z", tick=False)
    make_nomination(language=language)
    reached = make_nomination(nominee="Hana Osei", state="contacted")
    held = make_nomination(nominee="Reklame", state="spam", reason="markup")

    left = []
    for moment in ("2026-12-01T08:59:59Z", "2026-12-01T09:00:00Z", "2026-12-02T09:00Z"):
        time_machine.move_to(moment, tick=False)
        job("unreached_go").run()
        left.append(Nomination.objects.count())

    assert left == [3, 2, 2]
    assert set(Nomination.objects.all()) == {reached, held}
    mails = OutgoingMail.objects.filter(subject__contains="2026")
    mail = mails.get()
    assert (mail.to, mail.language) == (NOMINATOR, language)
    assert WORDS["nominee"] not in mail.subject + mail.body
    assert OutgoingMail.objects.filter(body__contains="Benthe").count() == 0


def test_the_nominator_gets_the_link_once_the_story_is_live(home, time_machine):
    story = makers.make_story(live=False, title="Knapperne")
    nomination = make_nomination(state="accepted")
    nominating.choose_story(
        nomination=nomination, by=factories.make_staff(), seen=1, story=story
    )
    mails = OutgoingMail.objects.filter(subject__contains="læses")

    job("told_stories").run()
    assert mails.count() == 0
    makers.publish(story)
    for _ in range(2):
        job("told_stories").run()

    mail = mails.get()
    story.refresh_from_db()
    assert Nomination.objects.get().state == NominationState.PUBLISHED
    assert (mail.to, story.get_url() in mail.body) == (NOMINATOR, True)
    assert story.get_url() in mail.html
    assert "Knapperne" in mail.body


def test_a_story_that_not_all_may_read_is_not_told(home):
    story = makers.make_story()
    nomination = make_nomination(state="accepted", story=story)
    restriction = story.view_restrictions.create(restriction_type="login")

    assert nominating.publish(nomination=nomination) is False
    with factories.committed():
        restriction.delete()
    assert nominating.publish(nomination=nomination) is True
