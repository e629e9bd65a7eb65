"""The demo's consents that are no yes: one asked, one to change, one taken back."""

import datetime as dt

from django.utils import timezone

from hub.demo_texts import key_of, read
from hub.models import Consent, ConsentState, Organisation
from stories.actions.consenting import LASTS
from stories.demo_organisations import FOLDER
from stories.demo_stories import blocks, find, page_key, write_texts
from stories.models import StoryIndexPage, StoryPage, TakenDown


def load() -> None:
    """Make what is missing; what was answered meanwhile stays as it is."""
    rows = read(FOLDER, "_consents")
    make_taken_down(rows["taken_down"])
    draft, index = rows["draft"], find("stories")
    if index and find(page_key(draft)) is None:
        make_draft(draft, StoryIndexPage.objects.get(pk=index.pk))
        for row in rows["asked"]:
            ask(key_of(page_key(draft)), row)


def make_taken_down(row: dict) -> None:
    """The answer that stays, and the addresses that say that the story is gone."""
    story, back = key_of(row["key"]), ago(row["taken_back_days_ago"])
    answered = ago(row["answered_days_ago"])
    Consent.objects.get_or_create(
        story=story,
        name=row["name"],
        defaults={
            "state": ConsentState.WITHDRAWN,
            "asked_at": answered,
            "answered_at": answered,
            "withdrawn_at": back,
            "covers_words": True,
            "covers_pictures": True,
        },
    )
    for language, path in row["path"].items():
        gone = {"story": story, "taken_down_at": back}
        path = f"/{language}/{path}/"
        TakenDown.objects.get_or_create(path=path, defaults=gone)


def make_draft(row: dict, index: StoryIndexPage) -> None:
    """A story that nobody but who is portrayed may read yet."""
    key = key_of(page_key(row))
    page = StoryPage(translation_key=key, locale=index.locale, live=False)
    write_texts(page, row, "da")
    page.body = blocks(row, "body", row["body"], "da")
    page.scene = row["scene"]
    page.organisation = Organisation.objects.get(slug=row["organisation"])
    index.add_child(instance=page)
    page.save_revision(log_action=True)


def ask(story, row: dict) -> None:
    """Somebody who has got the link, and what she answered if she did."""
    asked = ago(row["asked_days_ago"])
    answered = row.get("answered_days_ago")
    Consent.objects.create(
        story=story,
        name=row["name"],
        email=row["email"],
        state=row["state"],
        asked_at=asked,
        link_until=None if answered else asked + LASTS,
        answered_at=ago(answered) if answered else None,
        wishes=row.get("wishes", ""),
    )


def ago(days: int) -> dt.datetime:
    """The moment so many days before now."""
    return timezone.now() - dt.timedelta(days=days)
