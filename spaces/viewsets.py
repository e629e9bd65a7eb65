"""The admin's lists of houses, spaces and what belongs to them."""

from django.db import transaction
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views.generic import CreateView, DeleteView, EditView
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from hub.first_page import Button
from hub.moved import KeepsAddress
from hub.panels import KeptAddressForm, pair
from spaces.actions import change_space
from spaces.actions.noticing import already_up, tell_of_notice
from spaces.facts_forms import HouseRulesForm, IntroductionForm, NoticeForm, in_one_line
from spaces.facts_panels import SPACE, VENUE
from spaces.models import (
    AccessNotice,
    Feature,
    HouseRules,
    Introduction,
    Space,
    Venue,
)
from spaces.refusals import Refused


class CarefulDeleteView(DeleteView):
    """Deletes what nothing else needs; what is needed stays, and says so."""

    def form_valid(self, form) -> HttpResponse:
        """Delete, or go back to where one can take it off the site instead."""
        try:
            with transaction.atomic():
                return super().form_valid(form)
        except ProtectedError:
            text = _("“%s” has bookings or spaces and cannot be deleted.")
            messages.error(self.request, text % self.object)
            return redirect(self.get_success_url())


class FactsViewSet(ModelViewSet):
    """A list of facts: no copies, and no list that leaves the site."""

    copy_view_enabled = False
    delete_view_class = CarefulDeleteView
    list_export: list[str] = []
    search_backend_name = None


class VenueViewSet(FactsViewSet):
    """Houses with spaces to lend."""

    model = Venue
    name = "venues"
    icon = "home"
    menu_label = gettext_lazy("Houses")
    list_display = [
        "__str__",
        "district",
        Column("address", label=gettext_lazy("Address")),
        Column("checked_on", label=gettext_lazy("Facts checked")),
    ]
    list_filter = ["district", "hosts"]
    search_fields = ["name_da", "name_en", "street"]
    edit_handler = VENUE


class SpaceEditView(KeepsAddress, EditView):
    """Saves a space; where its parts or buffers change, its coming rows with it."""

    def form_valid(self, form) -> HttpResponse:
        """Save all or nothing; a clash is said by the parts, with whom to ring."""
        if not form.changes_occupancy:
            return super().form_valid(form)
        self.form = form
        try:
            change_space(space=form.instance, save=self.save_instance)
        except Refused as refused:
            form.explain(refused)
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)
        self.object = form.instance
        return self.save_action()


class SpaceViewSet(FactsViewSet):
    """What people book."""

    model = Space
    name = "spaces"
    icon = "key"
    menu_label = gettext_lazy("Spaces")
    edit_view_class = SpaceEditView
    list_display = [
        "__str__",
        "venue",
        Column("get_kind_display", label=gettext_lazy("Kind")),
        "capacity",
        Column("get_approval_display", label=gettext_lazy("Who says yes")),
        BooleanColumn("is_open", label=gettext_lazy("Bookable")),
    ]
    list_filter = ["venue", "kind", "approval", "is_open"]
    search_fields = ["name_da", "name_en", "venue__name_da"]
    edit_handler = SPACE


class FeatureViewSet(FactsViewSet):
    """What a space can have."""

    model = Feature
    name = "equipment"
    icon = "cogs"
    menu_label = gettext_lazy("Equipment")
    list_display = ["__str__", "name_en"]
    search_fields = ["name_da", "name_en"]
    edit_handler = ObjectList(
        [pair("name"), FieldPanel("slug")], base_form_class=KeptAddressForm
    )


class HouseRulesViewSet(FactsViewSet):
    """Rules of the houses: a new text is a new version, old ones stay."""

    model = HouseRules
    name = "house_rules"
    icon = "list-ol"
    menu_label = gettext_lazy("House rules")
    inspect_view_enabled = True
    inspect_view_fields = ["venue", "version", "text_da", "text_en", "written_at"]
    list_display = ["venue", "version", "written_at"]
    list_filter = ["venue"]
    search_fields = ["venue__name_da", "text_da", "text_en"]
    edit_handler = ObjectList(
        [
            FieldPanel(
                "venue",
                help_text=gettext_lazy(
                    "What you write becomes the next version of this house. Who has "
                    "booked already keeps the version that they said yes to."
                ),
            ),
            pair("text"),
        ],
        base_form_class=HouseRulesForm,
    )


class IntroductionViewSet(FactsViewSet):
    """Who was shown how a space is used."""

    model = Introduction
    name = "introductions"
    icon = "openquote"
    menu_label = gettext_lazy("Introductions")
    list_display = ["__str__", "space", "get_kind_display", "held_on", "held_by"]
    list_filter = ["space", "kind", "held_on"]
    search_fields = ["user__email", "user__first_name", "user__last_name"]
    edit_handler = ObjectList(
        [
            FieldPanel("email"),
            FieldRowPanel([FieldPanel("space"), FieldPanel("kind")]),
            FieldPanel("held_on"),
        ],
        base_form_class=IntroductionForm,
    )


class TellingView:
    """Mails those who come, in the transaction that saves the notice."""

    def save_instance(self):
        """Save the notice and queue its mails; remember who must be rung up."""
        notice = self.saved_before() or super().save_instance()
        again = self.form.cleaned_data.get("tell_again", False)
        self.told = tell_of_notice(notice, again=again)
        return notice

    def saved_before(self) -> AccessNotice | None:
        """The same notice from an earlier click, where there is one."""
        return None

    def save_action(self) -> HttpResponse:
        """Say how many get a mail and who has none."""
        response = super().save_action()
        say_who_was_told(self.request, self.told)
        return response


def say_who_was_told(request: HttpRequest, told) -> None:
    """One message for the mails, one with everybody who must be rung up."""
    if count := len(told.mailed):
        text = ngettext(
            "%(n)s booking gets a mail about it.",
            "%(n)s bookings get a mail about it.",
            count,
        )
        messages.success(request, text % {"n": count})
    if told.to_ring:
        names = "; ".join(in_one_line(booking) for booking in told.to_ring)
        messages.warning(request, _("Without e-mail, please ring: %s") % names)


class NoticeCreateView(TellingView, CreateView):
    """A new notice; a double click puts up one."""

    def saved_before(self) -> AccessNotice | None:
        """The one of the first click."""
        return already_up(self.form.instance)


class NoticeEditView(TellingView, EditView):
    """A notice that was changed."""


NOTICE = [
    FieldRowPanel([FieldPanel("venue"), FieldPanel("space")]),
    pair("text"),
    FieldRowPanel([FieldPanel("shown_from"), FieldPanel("shown_until")]),
    FieldPanel("tell_again"),
]


class AccessNoticeViewSet(FactsViewSet):
    """What is out of order for a while."""

    model = AccessNotice
    name = "access_notices"
    icon = "warning"
    menu_label = gettext_lazy("Out of order")
    add_view_class = NoticeCreateView
    edit_view_class = NoticeEditView
    list_display = ["__str__", "venue", "space", "shown_from", "shown_until"]
    list_filter = ["venue"]
    search_fields = ["text_da", "text_en"]
    edit_handler = ObjectList(NOTICE, base_form_class=NoticeForm)


class Facts(ViewSetGroup):
    """One menu entry for houses, spaces and all that belongs to them."""

    items = (
        VenueViewSet,
        SpaceViewSet,
        AccessNoticeViewSet,
        HouseRulesViewSet,
        IntroductionViewSet,
        FeatureViewSet,
    )
    menu_icon = "home"
    menu_label = gettext_lazy("Rooms and houses")
    menu_name = "rooms-and-houses"
    menu_order = 220


def rooms_and_houses(request: HttpRequest) -> Button | None:
    """A button to the list of spaces, for those who keep their facts."""
    if not request.user.has_perm("spaces.change_space"):
        return None
    text = _("Hours, prices, access, rules and keys")
    return Button(_("Rooms and houses"), text, reverse("spaces:index"), "home")
