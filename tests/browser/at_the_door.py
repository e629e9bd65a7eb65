"""An evening of today with guests: most without a wish, one with, some who wait.

Runs in a process of its own beside the server: the browser tests never touch the ORM.
"""

import datetime as dt

import django

TITLE = "Aften ved døren"
NUMBER = 24


def make():
    """A date that began an hour ago, and its guests."""
    from django.utils import timezone  # noqa: PLC0415 -- after the set-up

    from events.states import SignupState  # noqa: PLC0415 -- after the set-up
    from tests.events import makers  # noqa: PLC0415 -- after the set-up

    event = makers.make_event(title_da=TITLE, title_en="Evening", slug="ved-doeren")
    start = timezone.now() - dt.timedelta(hours=1)
    date = makers.make_date(event, starts_at=start, capacity=40)
    for number in range(NUMBER):
        needs = "Jeg bruger kørestol." if number == 3 else ""
        name, size = f"Gæst {number:02}", 1 + number % 3 // 2
        guest = {"name": name, "access_needs": needs, "party_size": size}
        makers.make_signup(date, email=f"door{number}@example.org", **guest)
    for state in (SignupState.WAITLISTED, SignupState.OFFERED, SignupState.UNCONFIRMED):
        makers.make_signup(date, email=f"{state}@example.org", state=state)


if __name__ == "__main__":
    django.setup()
    make()
