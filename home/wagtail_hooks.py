"""What the pages of text, guidance and proposals add to the admin."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks

from home.models import GuidanceIndexPage, GuidancePage, Proposal
from home.viewsets import ADD_ENTRY, proposals
from hub.bilingual import SOURCE
from hub.first_page import Button, Waiting, register_button, register_list
from hub.routing import home_in
from hub.waiting import edit_url

hooks.register("register_admin_viewset", lambda: proposals)


def write_page(request: HttpRequest) -> Button | None:
    """A new page of text below the front page, for those who write Danish."""
    home = home_in(SOURCE)
    if not home or not home.permissions_for_user(request.user).can_add_subpage():
        return None
    url = reverse("wagtailadmin_pages:add", args=["home", "standardpage", home.pk])
    text = _("In Danish first; the English comes after")
    return Button(_("Write a new page"), text, url, "doc-full")


def write_guidance(request: HttpRequest) -> Button | None:
    """New guidance below the page of all guidance, for those who write Danish."""
    index = GuidanceIndexPage.objects.filter(locale__language_code=SOURCE).first()
    if not index or not index.permissions_for_user(request.user).can_add_subpage():
        return None
    url = reverse("wagtailadmin_pages:add", args=["home", "guidancepage", index.pk])
    return Button(_("Write guidance"), _("One question and its answer"), url, "help")


def say_what_happened(request: HttpRequest) -> Button | None:
    """The list of proposals, each with a button to add to its history."""
    if not request.user.has_perm(ADD_ENTRY) or not Proposal.objects.exists():
        return None
    text = _("To one of the proposals, with its source")
    url = reverse("proposals:index")
    return Button(_("Say what happened"), text, url, "list-ul")


def overdue_guidance(request: HttpRequest) -> list[Waiting]:
    """Danish guidance that should have been read again, for those who may change it."""
    home = home_in(SOURCE)
    if not home or not home.permissions_for_user(request.user).can_edit():
        return []
    pages = GuidancePage.objects.live().filter(locale__language_code=SOURCE).overdue()
    return [
        Waiting(page.title, edit_url(page), str(page.kept_by or ""), page.review_by)
        for page in pages.select_related("kept_by")
    ]


def silent_proposals(request: HttpRequest) -> list[Waiting]:
    """Proposals that go on without news, for those who may say what happened."""
    if not request.user.has_perm(ADD_ENTRY):
        return []
    return [
        Waiting(
            str(each.title),
            reverse("proposals:entry", args=[each.pk]),
            str(each.owner),
            each.last_entry_on,
        )
        for each in Proposal.objects.silent()
    ]


register_button(write_page, order=10)
register_button(write_guidance, order=15)
register_button(say_what_happened, order=60)
register_list(gettext_lazy("Guidance to read again"), overdue_guidance, order=60)
register_list(gettext_lazy("Proposals without news"), silent_proposals, order=70)
