"""What the page of all stories shows: the lead, a page of the list, and who is new."""

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils import timezone

from hub import pagecache
from hub.feeds import ATOM, ways_to_follow
from hub.models import District, Organisation
from hub.paging import page_links
from stories.addresses import organisation_url
from stories.shelf import shelf_on
from stories.story_filter import StoryFilter

ROWS = 15
IN_THE_LIGHT = 3  # the lead and two beside it
MOST_NEW = 8


def listing_of(page, request: HttpRequest) -> dict:
    """What the template of the list is given."""
    shelf = shelf_on(page)
    form = StoryFilter(request.GET, shelf)
    shown = Paginator(shelf.chosen(form.bits), ROWS).get_page(request.GET.get("page"))
    stories = shelf.stories(list(shown))
    is_front = shown.number == 1 and not form.chosen
    lit = IN_THE_LIGHT if is_front else 0
    ways = ways_to_follow(
        page.title,
        {ATOM: f"{page.get_url(request)}feed/"},
        words=form.in_words(),
        kept=form.kept(),
        chosen=form.chosen,
    )
    return {
        "filter": form,
        "number": shown.paginator.count,
        "lit": stories[:lit],
        "stories": stories[lit:],
        "pages": page_links(shown, form.kept()),
        "newcomers": newcomers() if is_front else [],
        **ways,
    }


def newest_on(page, number: int = IN_THE_LIGHT) -> list:
    """The newest stories in the language of a page."""
    shelf = shelf_on(page)
    return shelf.stories(shelf.chosen(shelf.own)[:number])


def newest_in(page, district: District, number: int = IN_THE_LIGHT) -> list:
    """The newest stories that take place in a district, in the language of a page."""
    shelf = shelf_on(page)
    here = shelf.about("district", [district.pk]) & shelf.own
    return shelf.stories(shelf.chosen(here)[:number])


def newcomers() -> list[tuple[Organisation, str]]:
    """Organisations under twelve months with their address, the newest first."""
    today = timezone.localdate()

    def find():
        found = Organisation.objects.listed().new_on_the_map(today)
        return list(found.prefetch_related("districts")[:MOST_NEW])

    found = pagecache.remembered(f"new on the map {today}", find)
    return [(each, organisation_url(each)) for each in found]
