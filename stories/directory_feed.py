"""Who is new in the directory, as a feed, per language and per filter."""

from itertools import islice

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from hub.atom import BEGINNING, NEWEST, Item, atom_of
from hub.feeds import narrowed
from hub.models import Organisation
from hub.routing import language_of
from hub.wall_time import noon
from stories.addresses import organisation_url
from stories.directory import directory
from stories.directory_filter import DirectoryFilter

LISTED_LAST = (F("listed_on").desc(nulls_last=True), "-pk")


def directory_feed(page, request: HttpRequest) -> HttpResponse:
    """Those that were listed last; the page itself draws lots about their order."""
    form, language = DirectoryFilter(request.GET), language_of(page)
    found, listed = set(directory().found(form.wanted)), Organisation.objects.listed()
    newest = listed.order_by(*LISTED_LAST).values_list("pk", flat=True)
    keys = list(islice((pk for pk in newest if pk in found), NEWEST))
    there = listed.for_rows().in_bulk(keys)
    return atom_of(
        request,
        [_item(there[key], language) for key in keys if key in there],
        title=narrowed(page.title, form.in_words()),
        about=page.standfirst,
        language=language,
        below=page.get_url(request),
        kept=form.kept(),
    )


def _item(each: Organisation, language: str) -> Item:
    listed_at = noon(each.listed_on) if each.listed_on else BEGINNING
    districts = ", ".join(str(district.name) for district in each.districts.all())
    line = each.pitch or each.purpose
    return Item(
        name=f"enterprise/{each.pk}/{language}",
        title=f"{each.name} ({_('Example')})" if each.is_example else each.name,
        path=organisation_url(each, language),
        words=f"{line} {districts}".strip(),
        published=listed_at,
        updated=listed_at,
    )
