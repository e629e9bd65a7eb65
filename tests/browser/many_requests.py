"""A Monday morning: 23 plain requests, one that is not plain, and a busy day.

Runs in a process of its own beside the server: the browser tests never touch the ORM.
"""

import datetime as dt

import django

HOST = "mandag@example.org"
NUMBER = 23
BUSY = 28  # days ahead; who comes then has been said yes to
ORGANISATIONS = 5


def make():
    """A host, a house with four rooms, known organisations, and their requests."""
    from django.contrib.auth.models import Group  # noqa: PLC0415 -- after the set-up

    from hub.accounts import make_demo_staff  # noqa: PLC0415 -- after the set-up
    from tests import factories  # noqa: PLC0415 -- after the set-up
    from tests.spaces import makers  # noqa: PLC0415 -- after the set-up

    host = make_demo_staff(HOST, "Mona", "Mandag")
    host.is_staff = True
    host.save()
    host.groups.set(Group.objects.filter(name="Venue hosts"))
    venue = makers.make_venue(slug="mandagshuset", name_da="Mandagshuset")
    venue.hosts.add(host)
    rooms = [makers.make_space(venue, slug=f"mandag-{n}") for n in range(4)]
    known = [known_one(factories, makers, rooms[0], n) for n in range(ORGANISATIONS)]
    for number in range(NUMBER):
        organisation, person = known[number % ORGANISATIONS]
        said = {"by": person, "organisation": organisation, "name": "Kim Kendt"}
        said["purpose"] = "Møde i bestyrelsen"
        room = rooms[number % 4]
        makers.make_request(room, [time_of(makers, number, 14)], **said)
        makers.make_booking(room, [time_of(makers, number, BUSY)], **said)
    new = factories.make_organisation(name="Helt Nye", slug="helt-nye")
    makers.make_request(rooms[3], [makers.slot(60)], organisation=new)


def known_one(factories, makers, room, number: int) -> tuple:
    """A confirmed organisation that has borrowed before, and one of its people."""
    organisation = factories.make_organisation(
        name=f"Kendt Forening {number}", slug=f"kendt-{number}", is_confirmed=True
    )
    person = factories.make_user(f"kendt{number}@example.org", first_name="Kim")
    day = makers.workday(40)
    start = makers.local(day, 8 + 2 * number)
    times = [(start, start + dt.timedelta(hours=1))]
    makers.make_booking(room, times, by=person, organisation=organisation)
    return organisation, person


def time_of(makers, number: int, ahead: int) -> tuple:
    """Four rooms have the same hour; the next four the next one."""
    start = makers.local(makers.workday(ahead), 8 + 2 * (number // 4))
    return start, start + dt.timedelta(hours=1)


if __name__ == "__main__":
    django.setup()
    make()
