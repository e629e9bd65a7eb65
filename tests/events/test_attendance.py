"""Who came is ticked on the day; who came to an introduction may book from then on."""

import datetime as dt

import pytest
from django.utils import timezone

from events.actions.attending import tick, tick_rest
from events.choices import DateStatus, Presence
from events.models import Occurrence, Signup
from events.refusals import Refused
from events.states import SignupState
from hub.models import User
from spaces.models import Introduction
from spaces.rules import is_introduced
from tests import factories
from tests.events.makers import make_date, make_event, make_signup
from tests.spaces.makers import make_space


@pytest.fixture
def by(db) -> User:
    return factories.make_staff("Editors")


def today(**fields) -> Occurrence:
    """A date that began an hour ago."""
    start = timezone.now() - dt.timedelta(hours=1)
    return make_date(starts_at=start, **fields)


def shown(space=None, kind="", **fields) -> Occurrence:
    """A date of an introduction, on this day."""
    introduces = {"introduces_space": space, "introduces_kind": kind}
    return today(event=make_event(**introduces), **fields)


def presence_of(signup: Signup) -> str:
    return Signup.objects.get(pk=signup.pk).presence


def refused_by(**said) -> str:
    with pytest.raises(Refused) as refused:
        tick(**said)
    return refused.value.code


def test_a_tick_can_be_changed_and_taken_back(by):
    date = today()
    signup = make_signup(date)
    said = []

    for presence in (Presence.PRESENT, Presence.NO_SHOW, Presence.UNKNOWN):
        tick(signup=signup, occurrence=date, presence=presence, by=by)
        said.append(presence_of(signup))

    assert said == ["present", "no_show", ""]
    assert Introduction.objects.count() == 0


@pytest.mark.parametrize("state", set(SignupState) - {SignupState.CONFIRMED})
def test_only_who_has_a_place_is_ticked(by, state):
    date = today()
    signup = make_signup(date, state=state)

    code = refused_by(signup=signup, occurrence=date, presence="present", by=by)

    assert (code, presence_of(signup)) == ("state", "")


def test_nobody_is_ticked_before_the_day_or_where_it_is_cancelled(by):
    tomorrow, off = make_date(), today(status=DateStatus.CANCELLED)
    codes = [
        refused_by(signup=make_signup(each), occurrence=each, presence="present", by=by)
        for each in (tomorrow, off)
    ]

    assert codes == ["too_early", "cancelled"]
    assert not Signup.objects.exclude(presence="").exists()


def test_who_is_forgotten_or_on_another_list_is_not_ticked(by):
    date, other = today(), today()
    forgotten = make_signup(date, anonymised_at=timezone.now())
    codes = [
        refused_by(signup=each, occurrence=date, presence="present", by=by)
        for each in (forgotten, make_signup(other))
    ]

    assert codes == ["state", "state"]


def test_the_rest_came_but_who_was_ticked_stays_as_ticked(by):
    date = today()
    missed = make_signup(date, presence=Presence.NO_SHOW)
    rest = [make_signup(date) for _each in range(2)]
    waits = make_signup(date, state=SignupState.WAITLISTED)

    number = tick_rest(occurrence=date, by=by)

    assert number == 2
    assert [presence_of(each) for each in (*rest, missed, waits)] == [
        "present", "present", "no_show", "",
    ]  # fmt: skip


@pytest.mark.parametrize("is_kind", [False, True])
def test_who_came_to_an_introduction_may_use_the_space_alone(by, is_kind):
    space = make_space(requires_introduction=True)
    date = shown(kind=space.kind) if is_kind else shown(space)
    signup = make_signup(date, email="Ea@Example.org")

    tick(signup=signup, occurrence=date, presence="present", by=by)

    user = User.objects.get(email="ea@example.org")
    [introduction] = Introduction.objects.all()
    day = timezone.localdate(date.starts_at)
    assert (introduction.user, introduction.held_on) == (user, day)
    assert introduction.held_by == by
    assert is_introduced(user, space)


@pytest.mark.parametrize("presence", ["", "no_show"])
def test_without_the_tick_the_introduction_is_gone(by, presence):
    date = shown(make_space(requires_introduction=True))
    signup = make_signup(date)
    tick(signup=signup, occurrence=date, presence="present", by=by)

    tick(signup=signup, occurrence=date, presence=presence, by=by)

    assert Introduction.objects.count() == 0
    assert Signup.objects.get().introduction is None


def test_an_introduction_from_elsewhere_stays_whatever_is_ticked(by):
    space = make_space(requires_introduction=True)
    date = shown(space)
    signup, user = (
        make_signup(date, email="ea@example.org"),
        factories.make_user("ea@example.org"),
    )
    day = timezone.localdate(date.starts_at) - dt.timedelta(days=1)
    before = Introduction.objects.create(user=user, space=space, held_on=day)

    for presence in ("present", ""):
        tick(signup=signup, occurrence=date, presence=presence, by=by)

    assert list(Introduction.objects.all()) == [before]


def test_ticking_twice_introduces_once(by):
    date = shown(make_space(requires_introduction=True))
    signup = make_signup(date)

    for _each in range(2):
        tick(signup=signup, occurrence=date, presence="present", by=by)

    assert Introduction.objects.count() == 1


def test_an_address_that_staff_typed_gets_no_account(by):
    date = shown(make_space(requires_introduction=True))
    typed = make_signup(date, is_by_hand=True, email="typed@example.org")
    none = make_signup(date, is_by_hand=True, email="")

    for signup in (typed, none):
        tick(signup=signup, occurrence=date, presence="present", by=by)

    assert [presence_of(typed), presence_of(none)] == ["present", "present"]
    assert not User.objects.filter(email="typed@example.org").exists()
    assert Introduction.objects.count() == 0
