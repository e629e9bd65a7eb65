"""What staff do with a page's English, each by one button."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from django.views.i18n import JavaScriptCatalog
from wagtail.admin import messages
from wagtail.admin.localization import get_localized_response
from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtail_localize.views.edit_translation import stop_translation
from wagtail_localize.views.update_translations import UpdateTranslationsView

from hub import handover
from hub.bilingual import SOURCE
from hub.waiting import edit_url, writes_english

# The scripts' own words, with those that their Danish lacks.
translation_editor_words = JavaScriptCatalog.as_view(
    packages=["wagtail_localize", "hub"]
)
_admin_words = JavaScriptCatalog.as_view(packages=["wagtail.admin", "hub"])


def admin_words(request: HttpRequest) -> HttpResponse:
    """The words of the admin's scripts in the language that the person chose."""
    return get_localized_response(_admin_words, request)


def reason_of(error: handover.NotReady) -> str:
    """Why the English cannot be handed over or published, for the person who tried."""
    if error.code == "words_missing":
        return ngettext(
            "%(count)d text has no English yet. Write it below first.",
            "%(count)d texts have no English yet. Write them below first.",
            error.missing,
        ) % {"count": error.missing}
    if error.code == "danish_first":
        return _("The Danish page is not published yet. Publish it first.")
    if error.code == "may_not":
        return " ".join([_("The English may not be published yet."), *error.reasons])
    return _("Nothing has changed since the English page was published.")


def write_english(request: HttpRequest, page_id: int) -> HttpResponse:
    """Ask once, make the English draft and open it."""
    danish = {"locale__language_code": SOURCE, "depth__gt": 1}
    page = get_object_or_404(Page, pk=page_id, **danish)
    if not writes_english(request):
        raise PermissionDenied
    if english := handover.english_of(page):
        return HttpResponseRedirect(edit_url(english))
    if request.method != "POST":
        return render(request, "hub/admin/write_english.html", {"page": page})
    english = handover.start_english(page, by=request.user)
    messages.success(request, _("Write the English text below. It is saved as you go."))
    return HttpResponseRedirect(edit_url(english))


@require_POST
def hand_over(request: HttpRequest, page_id: int) -> HttpResponse:
    """Tell publishers that the English of a page is ready."""
    english = _english(page_id)
    if not english.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    try:
        handover.hand_over(english, by=request.user)
    except handover.NotReady as error:
        messages.error(request, reason_of(error))
        return HttpResponseRedirect(edit_url(english))
    messages.success(
        request,
        _("Handed over. A publisher now sees “%(title)s” on the first page.")
        % {"title": english.get_admin_display_title()},
    )
    return HttpResponseRedirect(reverse("wagtailadmin_home"))


@require_POST
def publish_english(request: HttpRequest, page_id: int) -> HttpResponse:
    """Publish the English of a page as it is written."""
    english = _english(page_id)
    if not english.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    publish_and_say(request, english)
    return HttpResponseRedirect(edit_url(english))


def publish_and_say(request: HttpRequest, english: Page) -> None:
    """Publish the English and tell the person, or tell why not."""
    try:
        english = handover.publish_english(english, by=request.user)
    except handover.NotReady as error:
        write = messages.button(edit_url(english), _("Open the English"))
        messages.error(request, reason_of(error), buttons=[write])
        return
    see = messages.button(english.get_url(request), _("See it"))
    messages.success(request, _("The English is published."), buttons=[see])


def say_published(request: HttpRequest, page: Page) -> None:
    """Tell the person that readers see the page now, and where."""
    see = messages.button(page.get_url(request), _("See it"))
    messages.success(request, _("The page is published."), buttons=[see])


def refuse(request: HttpRequest, **kwargs) -> HttpResponse:
    """An address of Wagtail or wagtail-localize that asks too little before it acts."""
    raise PermissionDenied


def update(request: HttpRequest, translation_source_id: int) -> HttpResponse:
    """Read the Danish again, but never publish what is not translated."""
    if "publish_translations" in request.POST:
        raise PermissionDenied
    view = UpdateTranslationsView.as_view()
    return view(request, translation_source_id=translation_source_id)


@require_POST
def stop(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Stop a translation: a publisher's right, since facts no longer follow."""
    translation = get_object_or_404(Translation, pk=translation_id)
    target = translation.get_target_instance()
    if not isinstance(target, Page):
        raise PermissionDenied
    if not target.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    return stop_translation(request, translation_id)


def _english(page_id: int) -> Page:
    return get_object_or_404(Page, pk=page_id, locale__language_code="en", depth__gt=1)
