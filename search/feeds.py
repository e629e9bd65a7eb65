"""A search that is followed: Atom of what is new, and a calendar of its events.

They hold what was typed and chosen, and nothing that it was likely meant for: a search
that finds nothing yet tells when it does. Programs that read them are not counted among
those who look for something.
"""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events.feeds import calendar_feed
from events.finding import Wish, dates_for, told_to_calendars
from hub.atom import BEGINNING, NEWEST, Item, atom_of
from hub.feeds import ATOM, CALENDAR, narrowed, ways_to_follow, writable
from search.finding import Chosen, Hit, hits, newest
from search.forms import SearchForm
from search.kinds import BY_NAME
from search.models import Entry
from search.question import question_of

MOST_EVENTS = 1000
WITH_DATES = ("", "event")  # the kinds among which something has a date to come to


@require_safe
def search_feed(request: HttpRequest) -> HttpResponse:
    """What became news last of what is found; where nothing is asked, of everything."""
    form, language = SearchForm(request.GET), get_language()
    question = question_of(form.words, language, form.marks)
    found = newest(question, form.chosen, NEWEST)
    return atom_of(
        request,
        [_item(hit, language) for hit in hits(found, language)],
        title=title_of(form),
        about="",
        language=language,
        below=reverse("search"),
        kept=form.kept(q=form.words),
    )


def _item(hit: Hit, language: str) -> Item:
    entry, when = hit.entry, hit.beside.get("when", "")
    kind = BY_NAME[entry.kind]
    marks = [str(word) for word in hit.beside.get("not_as", ())]
    if entry.written_in != language:
        marks.append(_("in Danish") if entry.written_in == "da" else _("in English"))
    about = [", ".join([str(kind.label), *marks]), when]
    place = hit.beside.get("place") or entry.place
    told = ". ".join(str(part) for part in (*about, place) if part)
    example = f" ({_('Example')})" if entry.is_example else ""
    new_at = entry.new_at or BEGINNING
    return Item(
        name=f"found/{entry.kind}/{entry.key}/{entry.language}",
        title=f"{entry.title}{example}",
        path=entry.url,
        words=f"{told}. {entry.summary}".strip(),
        published=new_at,
        updated=new_at,
    )


@require_safe
def search_calendar(request: HttpRequest) -> HttpResponse:
    """The dates of all events that are found, whenever they were asked for."""
    form, language = SearchForm(request.GET), get_language()
    keys = []
    if form.chosen.kind in WITH_DATES:
        question = question_of(form.words, language, form.marks)
        found = newest(question, Chosen("event"), MOST_EVENTS)
        keys = Entry.objects.filter(pk__in=found).values_list("key", flat=True)
    dates = dates_for(Wish()).filter(event__in=[int(key) for key in keys])
    dates = told_to_calendars(dates)
    return calendar_feed(request, dates, language, title_of(form))


def following(form: SearchForm, words: str) -> dict:
    """How the page of a search says that it can be followed.

    `words` are what it shows: what was typed, or what was meant by it.
    """
    urls = {ATOM: reverse("search_feed")}
    if form.chosen.kind in WITH_DATES:
        urls[CALENDAR] = reverse("search_calendar")
    return ways_to_follow(
        _("Everything new"),
        urls,
        words=form.in_words(words),
        kept=form.kept(q=words),
        chosen=form.said,
    )


def title_of(form: SearchForm) -> str:
    """What the feed of a search is called."""
    return writable(narrowed(_("Everything new"), form.in_words(form.words)))
