"""What the hub adds to the page editor: guards around the English, and good advice."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from hub import handover, sentences, staff_views, translations, waiting
from hub.bilingual import SOURCE
from hub.routing import language_of

WITH_ENGLISH = "with-english"


def guard_english(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Stop what would publish half a translation, or take the page out of its pair."""
    if request.method != "POST" or language_of(page) != "en":
        return None
    asked = request.POST
    if "localize-restart-translation" in asked:
        raise_unless_publisher(request, page)
    # The translation editor sends the one, Wagtail's own the other.
    if asked.get("action") != "publish" and "action-publish" not in asked:
        return None
    raise_unless_publisher(request, page)
    try:
        handover.check_publishable(page)
    except handover.NotReady as error:
        messages.error(request, staff_views.reason_of(error))
        return HttpResponseRedirect(waiting.edit_url(page))
    return None


def raise_unless_publisher(request: HttpRequest, page: Page) -> None:
    """Refuse those who write but do not publish."""
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied


def warn_of_long_sentences(request: HttpRequest, page: Page) -> None:
    """Name the long sentences when a page is opened, as it is after each saving."""
    if request.method != "GET":
        return
    long_ones = long_sentences_on(page.specific)
    if not long_ones:
        return
    rows = format_html_join("", "<li>{}</li>", ((text,) for text in long_ones[:5]))
    intro = _("Sentences over %(count)d words. Can they be parted?") % {
        "count": sentences.LONGEST
    }
    messages.warning(request, format_html("{}<ul>{}</ul>", intro, rows))


def long_sentences_on(page: Page) -> list[str]:
    """The long sentences of the language that the page's editor shows, in order."""
    is_danish = language_of(page) == SOURCE
    texts = danish_texts(page) if is_danish else handover.english_texts(page)
    return [sentence for text in texts for sentence in sentences.too_long(text)]


def danish_texts(page: Page) -> list[str]:
    """All texts of a page, as wagtail-localize cuts them: paragraph by paragraph."""
    by_field = translations.strings_by_path(page)
    return [text for texts in by_field.values() for text in texts]


def follow_publishing(request: HttpRequest, page: Page) -> None:
    """After Danish was published: publish the English too, or offer to write it."""
    tried = {"action-publish", "action-workflow-action"} & set(request.POST)
    if not tried or not is_now_live(page):
        return
    if "action-workflow-action" in tried:  # Wagtail says only that it is saved
        staff_views.say_published(request, page)
    if language_of(page) == "en":
        return
    english = handover.english_of(page)
    if english and request.POST.get("action-publish") == WITH_ENGLISH:
        staff_views.publish_and_say(request, english)
    elif not waiting.writes_english(request):
        return
    elif english is None:
        offer_to_write(request, page)
    elif not english.live:
        text = _("The English is written, but not published.")
        offer_to_open(request, english, text)
    elif english.specific.danish_changed_at:
        text = _("The English still says what the Danish said before.")
        offer_to_open(request, english, text)


def is_now_live(page: Page) -> bool:
    """Whether the newest version of the page is what readers see."""
    found = Page.objects.get(pk=page.pk)
    return found.live and not found.has_unpublished_changes


def offer_to_write(request: HttpRequest, page: Page) -> None:
    """Say that the English is missing, with the way to write it."""
    write = reverse("hub_write_english", args=[page.pk])
    button = messages.button(write, _("Write it now"))
    messages.warning(request, _("English is missing."), buttons=[button])


def offer_to_open(request: HttpRequest, english: Page, text: str) -> None:
    """Say what the English waits for, with the way to it."""
    button = messages.button(waiting.edit_url(english), _("Open the English"))
    messages.warning(request, text, buttons=[button])


class PublishWithEnglish(ActionMenuItem):
    """Publishes a Danish page and its English in one go."""

    label = gettext_lazy("Publish with the English")
    name = "action-publish"
    icon_name = "upload"
    template_name = "hub/admin/publish_with_english.html"

    def is_shown(self, context):
        """For publishers of both, where an English page is written."""
        page = context.get("page")
        if context["view"] != "edit" or context["locked_for_user"]:
            return False
        if language_of(page) == "en" or not self._may_publish(page, context):
            return False
        english = handover.english_of(page)
        return bool(english) and self._may_publish(english, context)

    @staticmethod
    def _may_publish(page: Page, context) -> bool:
        return page.permissions_for_user(context["request"].user).can_publish()

    def get_context_data(self, parent_context):
        """Tell the template the value that asks for both."""
        return super().get_context_data(parent_context) | {"value": WITH_ENGLISH}


def english_button(page: Page, user, next_url=None, view_name=None):
    """The way from a Danish page to its English, for those who write it."""
    home = waiting.home_in("en")
    if language_of(page) == "en" or page.depth < 2 or home is None:
        return
    if home.permissions_for_user(user).can_edit():
        url = reverse("hub_write_english", args=[page.pk])
        yield Button(
            _("The English text"),
            url,
            icon_name="wagtail-localize-language",
            priority=5,
        )
