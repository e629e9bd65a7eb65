"""What the index is told of a thing, and what each kind of thing must say."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from wagtail.models import Page

from hub.models import District

LONGEST_TEXT = 60_000  # letters
# (key, language): an entry is of one thing in one language.
Place = tuple[str, str]


class Document(NamedTuple):
    """One thing as the index is told of it, in one language.

    `names` are words that say what it is about although its title does not: its theme,
    its district, a postcode. `marks` are what readers filter by, from `mark`.
    `written_in` is the language of the words, where it is not the language of the page.
    `since` is when it last became news, as far as its room knows.
    """

    key: str
    language: str
    title: str
    url: str
    summary: str = ""
    text: str = ""
    names: Iterable[str] = ()
    place: str = ""
    at: dt.datetime | None = None
    ends_at: dt.datetime | None = None
    marks: Iterable[str] = ()
    is_example: bool = False
    written_in: str = ""
    since: dt.datetime | None = None

    @property
    def stamp(self) -> str:
        """What changes when anything of it does."""
        return digest(self)


def digest(values: Iterable) -> str:
    """Sixty-four letters that change when a value does."""
    return hashlib.sha256(repr(tuple(values)).encode()).hexdigest()


class Kind:
    """A kind of thing that can be found.

    A room's own is a class with a name of at most twelve letters and these questions;
    `weight` is how much more than others it is worth when the words fit alike.
    """

    name: str
    label: Promise  # of one, over a hit
    plural: Promise  # of many, on the tab
    weight = 1.0
    has_times = False  # whether `ends_at` is told: coming ones stand before past ones
    pages: tuple[type[Page], ...] = ()  # the types of pages that tell of it
    family = ""  # kinds of one family are asked together for what may be shown

    def stamps(self) -> dict[Place, str]:
        """All that there is, each with what changes when it does.

        Reads everything, unless a kind knows something that is quicker to read.
        """
        return {(each.key, each.language): each.stamp for each in self.documents()}

    def documents(self, keys: set[str] | None = None) -> Iterator[Document]:
        """Those of some keys, without them all, in each language that tells of them."""
        raise NotImplementedError

    def has_passed(self, since: dt.datetime, now: dt.datetime) -> bool:
        """Whether the clock alone has made something another since then."""
        return False

    def key_of(self, page: Page) -> str:
        """The key of what a page of `pages` tells of."""
        return str(page.pk)

    def asked_by(self, key: str) -> str:
        """By which key the family is asked whether an entry may be shown."""
        return key

    def shown(self, keys: set[str], language: str) -> dict[str, dict]:
        """Which of these everybody may see now, with what is said of them beside.

        At most one query, four for spaces. The inner `dict` may have
        `next_free`, and `when`, `place`, `not_as`, `starts_at` and `is_on` of what has
        dates: whether one can still come.
        """
        raise NotImplementedError


def in_languages() -> Iterator[str]:
    """Each language of the site, active while it is looked at."""
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            yield code


def mark(name: str, value: object) -> str:
    """What readers filter by, as a word that nobody types: `xxd3`."""
    return f"xx{name[0]}{value}"


def place_names(districts: Iterable[District]) -> list[str]:
    """What districts are called and their postcodes, each written out."""
    found = []
    for each in districts:
        found += [each.name_da, each.name_en, *postcodes_of(each)]
    return found


def postcodes_of(district: District) -> list[str]:
    """`2200, 2400` and `1050-1399` as single numbers."""
    found = []
    for part in district.postcodes.replace(" ", "").split(","):
        first, _dash, last = part.partition("-")
        if first.isdigit() and (last or first).isdigit():
            found += [str(n) for n in range(int(first), int(last or first) + 1)]
    return found[:1000]


def lines(*texts: object) -> str:
    """Paragraphs one below the other, without empty ones."""
    return "\n".join(line for text in texts if (line := str(text or "").strip()))[
        :LONGEST_TEXT
    ]
