"""Publishing a demo's page in both languages."""

from wagtail.log_actions import log
from wagtail.models import Locale, Page

from hub.translations import translate


def publish(page: Page) -> Page:
    """Publish a page that has its words, and give it as it is then."""
    page.save_revision(log_action=True).publish()
    return page.specific_class.objects.get(pk=page.pk)


def publish_in_english(page: Page, words: Page) -> Page:
    """Publish the real translation of a Danish page; `words` is unsaved, as it."""
    english = Locale.objects.get(language_code="en")
    made = translate(page, english, words, publish=False)
    # Not by translate(): it waits for the commit, where a kill leaves drafts.
    revision = made.get_latest_revision()
    log(made, "wagtail.edit", revision=revision, content_changed=True)
    revision.publish()
    return made
