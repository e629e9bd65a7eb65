"""Looking for free spaces costs little, and two who look at once tell once."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from hub.models import OutgoingMail
from search.models import SpaceWatch
from search.watches import actions
from search.watches.looking import look
from spaces.models import Feature
from tests.search.watched import (  # noqa: F401 -- fixtures too
    ADDRESS,
    KITCHEN,
    give_back,
    kitchen,
    make_watch,
    take,
    told,
    wanted,
)
from tests.spaces import makers
from tests.spaces.listed import lists, local, venue  # noqa: F401 -- fixtures too
from tests.spaces.rivalry import meet

# 1. Little is asked -----------------------------------------------------------------


def queries_of(act) -> int:
    with CaptureQueriesContext(connection) as queries:
        act()
    return len(queries)


def test_nothing_is_asked_while_nothing_changes(kitchen):
    for number in range(100):
        make_watch(f"{KITCHEN}&price={number}", f"ea{number}@example.org")
    look()

    assert queries_of(look) == 2


def test_equal_searches_are_asked_once(kitchen):
    """Two for all, nine for the search; a mail is four with begin and end."""
    taken = take(kitchen)
    for number in range(20):
        make_watch(KITCHEN, f"ea{number}@example.org")
    look()
    give_back(taken)

    with CaptureQueriesContext(connection) as queries:
        look()

    assert OutgoingMail.objects.count() == 20
    of_spaces = [q for q in queries if 'FROM "spaces_space"' in q["sql"]]
    assert len(of_spaces) == 1
    assert len(queries) == 2 + 9 + 20 * 4


def test_a_search_that_is_not_understood_any_more_holds_nobody_up(kitchen):
    oven = Feature.objects.create(name_da="Ovn", slug="ovn")
    taken = take(kitchen)
    make_watch(f"{KITCHEN}&feature=ovn", "bo@example.org")
    make_watch(KITCHEN)
    oven.delete()
    give_back(taken)

    assert [mail.to for mail in told()] == [ADDRESS]


# 2. Two at once ---------------------------------------------------------------------


def test_of_two_workers_one_tells(own_database, time_machine):
    time_machine.move_to(local(25, 9), tick=False)
    kitchen = makers.make_space(notice_hours=2)
    taken = take(kitchen)
    make_watch()
    give_back(taken)

    meet(look, look, before='UPDATE "search_spacewatch"')

    assert OutgoingMail.objects.count() == 1
    assert SpaceWatch.objects.get().told == 1


def test_who_ended_it_meanwhile_hears_nothing(own_database, time_machine):
    time_machine.move_to(local(25, 9), tick=False)
    kitchen = makers.make_space(notice_hours=2)
    taken = take(kitchen)
    watch = make_watch()
    give_back(taken)
    rows = wanted().rows()

    actions.end(watch=SpaceWatch.objects.get())

    assert not actions.tell_of_news(watch=watch, rows=rows, seen="")
    assert OutgoingMail.objects.count() == 0
