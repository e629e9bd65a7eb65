"""The first page's large buttons for what staff do with pages, people and pictures.

Each appears for those who may do it, once its target exists.
"""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.permissions import policy_registry

from hub import waiting
from hub.bilingual import SOURCE
from hub.first_page import Button, register_button, register_list
from hub.models import HubImage
from hub.routing import home_in


def edit_front_page(request: HttpRequest) -> Button | None:
    """The Danish front page, for those who write Danish."""
    home = home_in(SOURCE)
    if not home or not home.permissions_for_user(request.user).can_edit():
        return None
    text = _("Its texts, its picture and what it leads to")
    return Button(_("Change the front page"), text, waiting.edit_url(home), "home")


def change_page(request: HttpRequest) -> Button | None:
    """The tree of Danish pages, for those who write Danish."""
    home = home_in(SOURCE)
    if not home or not home.permissions_for_user(request.user).can_edit():
        return None
    url = reverse("wagtailadmin_explore", args=[home.pk])
    return Button(_("Find a page"), _("All Danish pages, to change them"), url, "edit")


def translate(request: HttpRequest) -> Button | None:
    """The tree of English pages, for those who write English."""
    home = home_in("en")
    if not home or not home.permissions_for_user(request.user).can_edit():
        return None
    url = reverse("wagtailadmin_explore", args=[home.pk])
    text = _("All English pages, beside their Danish")
    return Button(_("Translate to English"), text, url, "wagtail-localize-language")


def people(request: HttpRequest) -> Button | None:
    """Contact people, for those who see them."""
    if not request.user.has_perm("hub.view_person"):
        return None
    url = reverse("wagtailsnippets_hub_person:list")
    text = _("Who can be asked, with telephone and mail")
    return Button(_("People"), text, url, "group")


def pictures(request: HttpRequest) -> Button | None:
    """Pictures, for those who upload them."""
    policy = policy_registry.get_by_type(HubImage)
    if not policy.user_has_any_permission(request.user, ["add", "change"]):
        return None
    url = reverse("wagtailimages:index")
    return Button(_("Pictures"), _("Upload them, with who took them"), url, "image")


def site_facts(request: HttpRequest) -> Button | None:
    """The hub's own facts and the notice, for those who publish at once."""
    if not request.user.has_perm("hub.change_sitesettings"):
        return None
    url = reverse("wagtailsettings:edit", args=["hub", "sitesettings"])
    text = _("Opening hours, contact, and a notice on every page")
    return Button(_("The hub's facts"), text, url, "info-circle")


def staff(request: HttpRequest) -> Button | None:
    """Colleagues' accounts, for those who manage them."""
    if not request.user.has_perm("hub.change_user"):
        return None
    url = reverse("wagtailusers_users:index")
    text = _("Invite somebody, or change what they may do")
    return Button(_("Colleagues"), text, url, "user")


def register() -> None:
    """Put the hub's buttons and lists on the first page, in their order."""
    makers = (change_page, edit_front_page, translate, people, pictures, site_facts)
    for place, make in enumerate((*makers, staff)):
        register_button(make, order=20 + 10 * place)
    register_list(
        gettext_lazy("Drafts to approve"), waiting.drafts_to_approve, order=10
    )
    register_list(
        gettext_lazy("English that was handed over"),
        waiting.handed_over_translations,
        order=20,
    )
    register_list(gettext_lazy("English is behind"), waiting.pages_behind, order=30)
    register_list(
        gettext_lazy("English is missing"), waiting.pages_without_english, order=40
    )
    register_list(
        gettext_lazy("Mails that could not be sent"), waiting.unsent_mails, order=50
    )
