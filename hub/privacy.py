"""What is kept about a person: what, why, how long; showing, correcting, deleting it.

An app's `privacy.py` registers a line for each kind of thing that it keeps. A field
about people without a line fails `tests/hub/test_privacy.py`. See docs/privacy.md.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hub import jobs
from hub.models import DataAct, SiteSettings, User

Act = DataAct.Act
Fact = tuple[str, str]
# Where a session of staff keeps whose data they look at.
STAFF_DOOR = "personal_data"


# 1. The register ---------------------------------------------------------------------


@dataclass(frozen=True)
class Subject:
    """Whose data: proven addresses and their account, or words for one without mail."""

    address: str
    addresses: tuple[str, ...] = ()
    user: User | None = None
    words: str = ""

    @property
    def key(self) -> str:
        """What the log knows a person by: nobody can read the address out of it."""
        return subject_hash(self.address or self.words)


class Stay(NamedTuple):
    """Why something must stay, and until when; None: until the reason is gone."""

    reason: str
    until: dt.date | None = None


def nothing_stays(row: models.Model) -> Stay | None:
    """What can be deleted at any time."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One kind of thing that is kept about people; a row of the privacy page's table.

    `fields` names every field with personal data by model. `find` gives the rows of a
    subject and `facts` what they say. `correct` are fields that the person may change.
    What is `part_of` another line goes and stays with it. `clear` removes what is past
    its time, given the time.
    """

    name: str
    what: str
    why: str
    law: str
    how_long: Callable[[], str]
    fields: dict[str, tuple[str, ...]]
    find: Callable[[Subject], Iterable[models.Model]]
    facts: Callable[[models.Model], Iterable[tuple[str, object]]]
    delete: Callable[[models.Model], object]
    correct: tuple[str, ...] = ()
    stays: Callable[[models.Model], Stay | None] = nothing_stays
    part_of: str = ""
    clear: Callable[[dt.datetime], object] | None = None


_lines: dict[str, Line] = {}
_uses: list[Callable[[dt.datetime], models.QuerySet]] = []


def register(line: Line) -> None:
    """Add a line to the register."""
    _lines[line.name] = line


def register_use(find: Callable[[dt.datetime], models.QuerySet]) -> None:
    """Add a question: the keys of accounts in use since a time, though not signed in.

    Whoever has a booking next month must not lose the account meanwhile.
    """
    _uses.append(find)


def lines() -> list[Line]:
    """All lines of all apps, in the order of registration."""
    return list(_lines.values())


def line_named(name: str) -> Line | None:
    """The line of a name in an address."""
    return _lines.get(name)


def used_since(when: dt.datetime) -> list[models.QuerySet]:
    """The keys of accounts that something else than a sign-in keeps in use."""
    return [find(when) for find in _uses]


# 2. What is held on somebody ---------------------------------------------------------


@dataclass(frozen=True)
class Item:
    """One thing held: its row, what it says, and why it must stay if it must."""

    line: Line
    row: models.Model
    facts: list[Fact]
    stay: Stay | None

    @property
    def can_be_deleted(self) -> bool:
        """Whether it has a button of its own."""
        return not self.stay and not self.line.part_of


class Held(NamedTuple):
    """A line of the register with what it holds on one person."""

    line: Line
    items: list[Item]

    @property
    def goes(self) -> int:
        """How many of them can be deleted."""
        return sum(not item.stay for item in self.items)

    @property
    def stays(self) -> int:
        """How many of them must stay."""
        return len(self.items) - self.goes

    @property
    def stay(self) -> Stay | None:
        """Why some must stay, and until when the last of them."""
        stays = [item.stay for item in self.items if item.stay]
        return max(stays, key=lambda stay: stay.until or dt.date.max, default=None)


def subject_at(address: str) -> Subject:
    """Whoever reads the mail of an address: all addresses of their account."""
    address = address.strip().lower()
    proven = models.Q(emailaddress__email__iexact=address, emailaddress__verified=True)
    user = User.objects.filter(models.Q(email__iexact=address) | proven).first()
    theirs = {address}
    if user:
        verified = user.emailaddress_set.filter(verified=True)
        theirs |= {user.email.lower(), *verified.values_list(Lower("email"), flat=True)}
    return Subject(address, tuple(sorted(theirs)), user)


def held_on(subject: Subject) -> list[Held]:
    """Everything held on a person, line by line, without the empty lines."""
    found = [Held(line, _items(line, subject)) for line in lines()]
    return [held for held in found if held.items]


def item_of(subject: Subject, name: str, pk: str) -> Item | None:
    """The thing of this person with that key; another's is None."""
    line = line_named(name)
    items = _items(line, subject) if line else []
    return next((item for item in items if str(item.row.pk) == pk), None)


def _items(line: Line, subject: Subject) -> list[Item]:
    stay = _stay_of_whole(line, subject) if line.part_of else None
    return [
        Item(line, row, facts_of(line, row), stay or line.stays(row))
        for row in line.find(subject)
    ]


def _stay_of_whole(line: Line, subject: Subject) -> Stay | None:
    whole = _lines[line.part_of]
    stays = (whole.stays(row) for row in whole.find(subject))
    return next((stay for stay in stays if stay), None)


def facts_of(line: Line, row: models.Model) -> list[Fact]:
    """What a row says, as (label, text); what is empty is left out."""
    said = ((str(label), text_of(value)) for label, value in line.facts(row))
    return [(label, text) for label, text in said if text]


def text_of(value: object) -> str:
    """A value in the reader's words."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dt.datetime):
        return date_format(timezone.localtime(value), "DATETIME_FORMAT")
    if isinstance(value, dt.date):
        return date_format(value, "DATE_FORMAT")
    if isinstance(value, list | tuple | set):
        return ", ".join(text_of(each) for each in value)
    return str(value)


def report(subject: Subject) -> list[dict]:
    """What the page shows, for a file: plain lists, texts and dates."""
    return [
        {
            "what": str(held.line.what),
            "why": str(held.line.why),
            "law": str(held.line.law),
            "how_long": str(held.line.how_long()),
            "items": [_reported(item) for item in held.items],
        }
        for held in held_on(subject)
    ]


def _reported(item: Item) -> dict:
    facts = [{"name": name, "value": value} for name, value in item.facts]
    if not item.stay:
        return {"facts": facts}
    until = item.stay.until.isoformat() if item.stay.until else None
    stays = {"reason": str(item.stay.reason), "until": until}
    return {"facts": facts, "must_stay": stays}


# 3. Acts: each is written down, without the address ----------------------------------


def subject_hash(whose: str) -> str:
    """The keyed hash by which the log knows a person."""
    text = whose.strip().lower()
    return salted_hmac("hub.privacy", text, algorithm="sha256").hexdigest()


def log(
    act: str, subject: Subject, *, what: str = "", by: User | None, reason: str = ""
) -> DataAct:
    """Write down what was done with somebody's data; `by` is None for the person."""
    row = {"act": act, "what": what, "done_by": by, "reason": reason}
    return DataAct.objects.create(subject_hash=subject.key, **row)


@transaction.atomic
def delete(
    item: Item, subject: Subject, *, by: User | None = None, reason: str = ""
) -> bool:
    """Delete one thing and its parts; False where it must stay. Both are logged."""
    name = item.line.name
    if not item.can_be_deleted:
        log(Act.KEPT, subject, what=name, by=by, reason=reason)
        return False
    for part in (line for line in lines() if line.part_of == name):
        for row in list(part.find(subject)):
            part.delete(row)
    item.line.delete(item.row)
    log(Act.DELETED, subject, what=name, by=by, reason=reason)
    return True


@transaction.atomic
def delete_everything(
    subject: Subject, *, by: User | None = None, reason: str = ""
) -> None:
    """Delete all that may be deleted, and write down what must stay."""
    items = [item for held in held_on(subject) for item in held.items]
    kept = [item for item in items if item.stay]
    gone = [item for item in items if not item.stay]
    # Parts first: they are found by the whole.
    for item in sorted(gone, key=lambda item: not item.line.part_of):
        item.line.delete(item.row)
    for act, some in ((Act.KEPT, kept), (Act.DELETED, gone)):
        for name in sorted({item.line.name for item in some}):
            log(act, subject, what=name, by=by, reason=reason)


# 4. The clock ------------------------------------------------------------------------


def months(number: int) -> dt.timedelta:
    """A period of the settings as the clock counts it."""
    return number * jobs.MONTH


def periods() -> SiteSettings:
    """The settings that say how long things are kept."""
    return SiteSettings.current()


@jobs.register(every=jobs.DAY)
def delete_what_is_past_its_time():
    """Remove what has been kept as long as its line promises."""
    for line in lines():
        if line.clear:
            with transaction.atomic():
                line.clear(timezone.now())
