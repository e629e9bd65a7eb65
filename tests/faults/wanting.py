"""Twenty browsers that have the form of a space before them."""

import datetime as dt
import uuid
from time import sleep

from django.utils import timezone

from spaces.models import Space
from tests import servers
from tests.faults.visitors import Answer, Visitor, all_at_once
from tests.spaces import makers
from tests.spaces.booking_visit import address_of, texts_of

RIVALS = 20
STAMP_AGE = 2.1  # seconds; who is faster is taken for a robot
HOUR = dt.timedelta(hours=1)


def path_of(space: Space) -> str:
    """The page on which its times are asked for."""
    return address_of("book", space.slug, language="da")


class Rivals:
    """All of them; with several spaces, each has one in turn."""

    def __init__(self, server: servers.Server, *spaces: Space):
        self.spaces = [spaces[number % len(spaces)] for number in range(RIVALS)]
        self.visitors = [Visitor(server.url) for _number in range(RIVALS)]
        pairs = zip(self.visitors, self.spaces, strict=True)
        self.forms = [self._form(*pair) for pair in pairs]
        sleep(STAMP_AGE)

    def _form(self, visitor: Visitor, space: Space) -> dict:
        query = f"?time={texts_of(time_of(0))[0]}"
        return visitor.get(path_of(space) + query).hidden

    def race(self, number: int) -> list[Answer]:
        """All ask for the time of a round, as people who have not been here before."""
        said = {"time": texts_of(time_of(number)), "people": 4, "purpose": "Vi bager."}
        acts = []
        for each, (visitor, space, form) in enumerate(
            zip(self.visitors, self.spaces, self.forms, strict=True)
        ):
            visitor.cookies.pop("sessionid", None)
            visitor.address = f"10.0.{number % 256}.{each + 1}"
            sent = form | said | {"key": str(uuid.uuid4())}
            acts.append(lambda v=visitor, s=space, f=sent: v.post(path_of(s), f))
        return all_at_once(acts)


def time_of(number: int) -> tuple:
    """A round has an hour of its own."""
    day, hour = divmod(number, 12)
    start = makers.local(timezone.localdate() + dt.timedelta(days=7 + day), 9 + hour)
    return start, start + HOUR
