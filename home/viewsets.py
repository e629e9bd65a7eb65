"""The admin's list of proposals: their texts, and entries that say what happened."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import ListingButton
from wagtail.log_actions import log
from wagtail.models import Locale

from home.forms import EntryForm
from home.models import Proposal
from home.models.pages import tracker_in
from hub.panels import KeptAddressForm, pair

ADD_ENTRY = "home.add_proposalentry"


class ProposalIndexView(IndexView):
    """The list, with the one thing that is done most beside each row."""

    def get_list_buttons(self, instance):
        """A button to say what happened, for those who may."""
        buttons = super().get_list_buttons(instance)
        if not self.request.user.has_perm(ADD_ENTRY):
            return buttons
        url = reverse("proposals:entry", args=[instance.pk])
        say = ListingButton(_("Say what happened"), url, icon_name="plus", priority=5)
        return [say, *buttons]


class ProposalViewSet(ModelViewSet):
    """What was asked, in words that staff may mend; what was answered, in entries."""

    model = Proposal
    name = "proposals"
    icon = "list-ul"
    menu_label = gettext_lazy("Proposals")
    menu_name = "proposals"
    menu_order = 250
    add_to_admin_menu = True
    copy_view_enabled = False
    index_view_class = ProposalIndexView
    list_display = (
        "__str__",
        Column("recommendation", label=gettext_lazy("Recommendation")),
        Column("state", label=gettext_lazy("How it stands"), accessor="state.label"),
        Column("last_entry_on", label=gettext_lazy("Last news")),
    )
    list_filter = ("recommendation", "asked_of", "answer", "status")
    search_fields = ("title_da", "title_en", "text_da", "text_en")
    search_backend_name = None
    edit_handler = ObjectList(
        [
            pair("title"),
            pair("text"),
            FieldRowPanel([FieldPanel("asked_of"), FieldPanel("recommendation")]),
            FieldRowPanel([FieldPanel("slug"), FieldPanel("order")]),
            FieldPanel("is_example"),
        ],
        base_form_class=KeptAddressForm,
    )

    def get_urlpatterns(self):
        """Add the page where one says what happened."""
        entry = path("entry/<int:pk>/", add_entry, name="entry")
        return [*super().get_urlpatterns(), entry]


def add_entry(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask what happened and write it down; what is written stays."""
    if not request.user.has_perm(ADD_ENTRY):
        raise PermissionDenied
    proposal = get_object_or_404(Proposal.objects.with_entries(), pk=pk)
    form = EntryForm(request.POST or None, proposal=proposal)
    if form.is_valid() and form.save_by(request.user):
        log(instance=proposal, action="wagtail.edit", user=request.user)
        text = _("Written down. It cannot be changed; add another line to correct it.")
        messages.success(request, text, buttons=ways_to_see(request, proposal))
        return HttpResponseRedirect(reverse("proposals:index"))
    if form.is_bound:
        messages.error(request, _("Nothing is written down yet. See the fields below."))
    context = {"form": form, "proposal": proposal}
    status = 422 if form.is_bound else 200
    return render(request, "home/admin/entry.html", context, status=status)


def ways_to_see(request: HttpRequest, proposal: Proposal) -> list:
    """A button to where readers see what was written, if there is such a page."""
    tracker = tracker_in(Locale.get_active().pk)
    if tracker is None:
        return []
    url = f"{tracker.get_url(request)}#{proposal.slug}"
    return [messages.button(url, _("See it on the site"))]


proposals = ProposalViewSet()
