"""The newest stories as a feed, per language and per filter."""

from django.http import HttpRequest, HttpResponse

from hub.atom import NEWEST, Item, atom_of
from hub.feeds import narrowed
from hub.routing import language_of
from hub.wall_time import noon
from stories.shelf import shelf_on
from stories.story_filter import StoryFilter
from stories.story_telling import last_change_of


def stories_feed(page, request: HttpRequest) -> HttpResponse:
    """The standfirst of each story, not its text: who is portrayed may withdraw it."""
    shelf, language = shelf_on(page), language_of(page)
    form = StoryFilter(request.GET, shelf)
    newest = shelf.stories(shelf.chosen(form.bits & shelf.own)[:NEWEST])
    return atom_of(
        request,
        [_item(story, language, request) for story in newest],
        title=narrowed(page.title, form.in_words()),
        about=page.standfirst,
        language=language,
        below=page.get_url(request),
        kept=form.kept(),
    )


def _item(story, language: str, request: HttpRequest) -> Item:
    return Item(
        name=f"story/{story.translation_key}/{language}",
        title=story.title,
        path=story.get_url(request),
        words=story.standfirst,
        published=noon(story.published_on),
        updated=noon(last_change_of(story) or story.published_on),
        author=story.byline,
    )
