"""The weekly mail: whose turn it is, what is in it, and that it comes once."""

import datetime as dt

import pytest
from django.utils import timezone

from events.models import Event
from hub.models import OutgoingMail
from search import indexing
from search.followers.digest import News
from search.followers.editions import edition_of, next_sending
from search.followers.sending import forget_refused, send_due, tell_one
from search.kept.followers import clear_unconfirmed
from search.kinds.base import mark
from search.models import Follower
from tests import factories
from tests.events.makers import make_date, make_event, make_event_index
from tests.search.follows import (
    days,
    end_of,
    mails_to,
    make_asking,
    make_follower,
    make_theme,
    path_of,
)
from tests.search.made import make_document, put

pytestmark = pytest.mark.usefixtures("home")
THURSDAY = "2026-11-26T06:00:00+00:00"  # seven in Copenhagen


@pytest.fixture
def clock(time_machine, db):
    """A Monday morning that stands still until moved."""
    time_machine.move_to("2026-11-23T09:00:00Z", tick=False)
    return time_machine


def add(title: str, *marks: str, language: str = "da", **said) -> None:
    """Something that becomes news now: a proposal, which everybody may see."""
    document = make_document(
        title, language=language, marks=marks, since=timezone.now(), **said
    )
    put(document)


def on_thursday(clock) -> None:
    """The clock runs when the mail is due."""
    clock.move_to(THURSDAY)
    send_due()


def told(follower: Follower) -> str:
    """Up to when somebody was told."""
    follower.refresh_from_db()
    return follower.told_until.isoformat()


@pytest.mark.parametrize(
    ("language", "subject", "since"),
    [
        ("da", "Nyt hos Spotlight: Ovnen", "siden torsdag den 19. november 2026"),
        ("en", "New at Spotlight: Ovnen", "since Thursday 19 November 2026"),
    ],
)
def test_a_mail_tells_what_is_new(clock, language, subject, since):
    follower = make_follower(language=language)
    add("Ovnen", language=language, summary="Den er varm.", url="/da/ovn/")

    on_thursday(clock)

    [mail] = mails_to(follower.email)
    assert (mail.subject, mail.language, mail.is_secret) == (subject, language, True)
    for words in (mail.body, mail.html):
        assert since in words
        for part in ("Ovnen", "Den er varm.", "/da/ovn/", path_of(follower, language),
                     end_of(follower, language)):  # fmt: skip
            assert part in words
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert told(follower) == "2026-11-26T05:30:00+00:00"


def test_nothing_new_is_no_mail_and_what_comes_later_is_in_the_next(clock):
    follower = make_follower()
    on_thursday(clock)
    assert mails_to(follower.email) == []
    assert told(follower) == "2026-11-26T05:30:00+00:00"

    add("Ovnen")
    clock.shift(days(7))
    send_due()

    assert [mail.subject for mail in mails_to(follower.email)] == [
        "Nyt hos Spotlight: Ovnen"
    ]


def test_the_mail_comes_on_thursday_at_seven_and_once(clock):
    follower = make_follower()
    add("Ovnen")
    numbers = []
    for moment in ("2026-11-26T05:59:00Z", THURSDAY, "2026-11-26T06:05:00Z",
                   "2026-12-01T06:00:00Z"):  # fmt: skip
        clock.move_to(moment)
        send_due()
        numbers.append(len(mails_to(follower.email)))

    assert numbers == [0, 1, 1, 1]


def test_after_three_weeks_without_a_clock_one_mail_tells_it_all(clock):
    follower = make_follower()
    for title in ("Ovnen", "Symaskinen", "Kajakken"):
        add(title)
        clock.shift(days(7))
    clock.move_to("2026-12-19T12:00:00Z")

    send_due()
    send_due()

    [mail] = mails_to(follower.email)
    assert [each for each in ("Ovnen", "Symaskinen", "Kajakken")
            if each not in mail.body] == []  # fmt: skip
    assert told(follower) == "2026-12-17T05:30:00+00:00"


def test_who_has_not_confirmed_is_told_nothing(clock):
    asking = make_asking()
    add("Ovnen")

    on_thursday(clock)

    assert mails_to(asking.email) == []


@pytest.mark.parametrize(
    ("now", "edition", "following"),
    [
        # Summer time ends on 25 October 2026 and begins on 28 March 2027.
        ("2026-10-22T05:00", "2026-10-22T04:30", "2026-10-29T06:00"),
        ("2026-10-29T05:59", "2026-10-22T04:30", "2026-10-29T06:00"),
        ("2026-10-29T06:00", "2026-10-29T05:30", "2026-11-05T06:00"),
        ("2027-04-01T04:59", "2027-03-25T05:30", "2027-04-01T05:00"),
        ("2027-04-01T05:00", "2027-04-01T04:30", "2027-04-08T05:00"),
    ],
)
def test_the_hour_on_the_wall_stays_when_the_clocks_change(now, edition, following):
    moment = dt.datetime.fromisoformat(f"{now}+00:00")

    assert edition_of(moment).isoformat() == f"{edition}:00+00:00"
    assert next_sending(moment).isoformat() == f"{following}:00+00:00"


def test_each_gets_what_is_in_a_district_or_about_a_theme_of_theirs(clock):
    valby, amager = factories.make_district(), factories.make_district()
    food = make_theme()
    add("I Valby", mark("district", valby.pk))
    add("På Amager om mad", mark("district", amager.pk), mark("theme", food.pk))
    add("Overalt")
    titles = ("I Valby", "På Amager om mad", "Overalt")
    wanted = {
        make_follower(): titles,
        make_follower(districts=[valby]): titles[:1],
        make_follower(themes=[food]): titles[1:2],
        make_follower(districts=[valby], themes=[food]): titles[:2],
    }
    nobodys = make_follower(districts=[factories.make_district()])

    on_thursday(clock)

    for follower, theirs in wanted.items():
        [mail] = mails_to(follower.email)
        assert tuple(each for each in titles if each in mail.body) == theirs
    assert mails_to(nobodys.email) == []


def test_five_of_a_kind_are_told_and_the_rest_is_a_link(clock):
    valby = factories.make_district(slug="valby")
    follower = make_follower(districts=[valby])
    for number in range(7):
        add(f"Nummer {number}", mark("district", valby.pk))

    on_thursday(clock)

    [mail] = mails_to(follower.email)
    assert mail.body.count("* Nummer") == mail.html.count(">Nummer") == 5
    assert mail.subject.endswith("og 6 mere")
    assert "2 mere: " in mail.body
    assert "/da/soeg/?kind=proposal&district=valby" in mail.body


def test_danish_words_and_examples_are_marked_in_an_english_mail(clock):
    follower = make_follower(language="en")
    add("Ovnen", language="en", written_in="da", is_example=True)

    on_thursday(clock)

    [mail] = mails_to(follower.email)
    assert "* Ovnen (Example) (in Danish)" in mail.body
    assert 'lang="da">Ovnen</a>' in mail.html


def test_what_is_taken_down_meanwhile_is_not_in_the_mail(clock):
    indexing.refresh()
    page = factories.make_guidance_page(title="Momsen")
    other = factories.make_guidance_page(title="Skatten")
    indexing.refresh()
    follower = make_follower()
    clock.move_to(THURSDAY)
    page.unpublish()

    send_due()

    [mail] = mails_to(follower.email)
    assert other.title in mail.body
    assert "Momsen" not in mail.body


def test_events_come_by_date_and_without_what_is_cancelled_or_over(clock):
    make_event_index()
    times = {"Sen": 20, "Snart": 5, "Aflyst": 6, "Forbi": 1}
    for title, ahead in times.items():
        start = timezone.now() + days(ahead)
        make_date(make_event(title_da=title), starts_at=start,
                  ends_at=start + dt.timedelta(hours=2))  # fmt: skip
    Event.objects.update(published_at=timezone.now())
    indexing.refresh()
    Event.objects.filter(title_da="Aflyst").update(
        status="cancelled", cancelled_at=timezone.now()
    )
    follower = make_follower()

    on_thursday(clock)

    [mail] = mails_to(follower.email)
    assert [line for line in mail.body.splitlines() if line.startswith("* ")] == [
        "* Snart",
        "* Sen",
    ]
    assert mail.body.index("lørdag den 28. november") < mail.body.index("13. december")


def test_two_who_tell_one_follower_write_one_mail(clock):
    follower = make_follower()
    add("Ovnen")
    until = timezone.now() + days(1)
    groups = News("da", follower.told_until, until).groups_for(follower)
    same = Follower.objects.get()

    first = tell_one(follower=follower, groups=groups, until=until)
    second = tell_one(follower=same, groups=groups, until=until)

    assert (first, second) == (True, False)
    assert len(mails_to(follower.email)) == 1


def test_who_dies_before_the_mail_is_written_has_told_nothing(clock):
    follower = make_follower()
    before = told(follower)

    with pytest.raises(AttributeError):
        tell_one(follower=follower, groups=["broken"], until=timezone.now())

    assert told(follower) == before
    assert mails_to(follower.email) == []


def test_one_who_ended_it_just_now_gets_no_mail(clock):
    follower = make_follower()
    add("Ovnen")
    groups = News("da", follower.told_until, timezone.now()).groups_for(follower)
    Follower.objects.all().delete()

    assert tell_one(follower=follower, groups=groups, until=timezone.now()) is False
    assert mails_to(follower.email) == []


def test_a_refused_address_is_forgotten_and_one_out_of_reach_is_not(clock):
    refused, unreached = make_follower(), make_follower()
    add("Ovnen")
    on_thursday(clock)
    given_up = OutgoingMail.objects.filter(to__in=[refused.email, unreached.email])
    given_up.update(given_up_at=timezone.now())
    OutgoingMail.objects.filter(to=refused.email).update(is_refused=True)

    forget_refused()

    assert list(Follower.objects.all()) == [unreached]
    assert mails_to(refused.email) == []


def test_who_never_confirms_is_deleted_after_two_weeks(clock):
    asking, follower = make_asking(), make_follower()

    clear_unconfirmed(timezone.now() + days(13.9))
    assert Follower.objects.count() == 2
    clear_unconfirmed(timezone.now() + days(14.1))
    assert list(Follower.objects.all()) == [follower]
    assert asking.pk not in Follower.objects.values_list("pk", flat=True)


def test_many_followers_are_few_questions(clock, django_assert_max_num_queries):
    valby = factories.make_district()
    for number in range(30):
        make_follower(
            districts=[valby] if number % 2 else [], language=("da", "en")[number % 2]
        )
    for title in ("Ovnen", "Symaskinen"):
        add(title, mark("district", valby.pk))
        add(title, mark("district", valby.pk), language="en")
    clock.move_to(THURSDAY)

    # For each a savepoint with its end, the UPDATE and the mail.
    with django_assert_max_num_queries(4 * 30 + 25):
        send_due()

    assert OutgoingMail.objects.count() == 30
