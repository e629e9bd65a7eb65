"""What waits for somebody of the staff, each with who and since when."""

from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Page, TaskState

from hub import translations
from hub.bilingual import SOURCE
from hub.first_page import Waiting
from hub.models import OutgoingMail, TranslationHandover
from hub.routing import home_in
from hub.unsent_mails import RIGHT as SEES_MAILS


def writes_english(request: HttpRequest) -> bool:
    """Whether the user may write English pages."""
    home = home_in("en")
    return bool(home) and home.permissions_for_user(request.user).can_edit()


def publishes_english(request: HttpRequest) -> bool:
    """Whether the user may publish English pages."""
    home = home_in("en")
    return bool(home) and home.permissions_for_user(request.user).can_publish()


def edit_url(page: Page) -> str:
    """Where the page is edited."""
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def publisher_of(page: Page) -> str:
    """Who published what is live, by name; empty where nobody is known."""
    revision = page.live_revision
    return str(revision.user) if revision and revision.user else ""


def handovers(request: HttpRequest) -> list[TranslationHandover]:
    """Translations said to be ready; two lists of one page ask, the database once."""
    if not hasattr(request, "handovers_waiting"):
        request.handovers_waiting = list(TranslationHandover.objects.waiting())
    return request.handovers_waiting


def pages_without_english(request: HttpRequest) -> list[Waiting]:
    """Live Danish pages whose English nobody can read yet."""
    if not writes_english(request):
        return []
    done = TranslationHandover.objects.waiting().values("page__translation_key")
    pages = translations.without_translation().exclude(translation_key__in=done)
    return [
        Waiting(
            page.title,
            reverse("hub_write_english", args=[page.pk]),
            publisher_of(page),
            page.first_published_at,
        )
        for page in pages.select_related("live_revision__user")
    ]


def pages_behind(request: HttpRequest) -> list[Waiting]:
    """English pages whose Danish changed later and that nobody has handed over."""
    if not writes_english(request):
        return []
    done = {each.page_id for each in handovers(request)}
    behind = [page for page in translations.behind() if page.pk not in done]
    keys = [page.translation_key for page in behind]
    danish = Page.objects.filter(
        translation_key__in=keys, locale__language_code=SOURCE
    ).select_related("live_revision__user")
    publishers = {page.translation_key: publisher_of(page) for page in danish}
    return [
        Waiting(
            page.title,
            edit_url(page),
            publishers.get(page.translation_key, ""),
            page.danish_changed_at,
        )
        for page in behind
    ]


def drafts_to_approve(request: HttpRequest) -> list[Waiting]:
    """Drafts in moderation that this user may approve."""
    states = TaskState.objects.reviewable_by(request.user)
    states = states.select_related("revision__user").order_by("started_at")
    rows = [(state, state.revision.content_object) for state in states]
    return [
        Waiting(
            page.get_admin_display_title(),
            edit_url(page),
            str(state.revision.user or ""),
            state.started_at,
        )
        for state, page in rows
        if isinstance(page, Page)
    ]


def handed_over_translations(request: HttpRequest) -> list[Waiting]:
    """Translations that are said to be ready, for those who may publish them."""
    if not publishes_english(request):
        return []
    return [
        Waiting(
            each.page.get_admin_display_title(),
            edit_url(each.page),
            str(each.handed_over_by or ""),
            each.handed_over_at,
        )
        for each in handovers(request)
    ]


def unsent_mails(request: HttpRequest) -> list[Waiting]:
    """Mails that the outbox gave up, for those who look after the accounts."""
    if not request.user.has_perm(SEES_MAILS):
        return []
    mails = OutgoingMail.objects.given_up().order_by("given_up_at")
    page = reverse("unsent_mails")
    return [
        Waiting(mail.title, f"{page}#mail-{mail.pk}", mail.to, mail.given_up_at)
        for mail in mails
    ]
