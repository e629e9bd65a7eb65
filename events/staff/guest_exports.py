"""The list of guests as a file: for those allowed, in local time, written down."""

from collections.abc import Iterator

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import Occurrence, Signup
from events.staff.desk import date_or_404
from events.staff.guest_desk import EXPORT, STATES
from hub.desk import for_staff
from hub.forms import DeskForm
from spaces.models import Export
from spaces.staff.tables import KINDS, Table, download, local


class ExportForm(DeskForm):
    """Whether what people told about themselves is taken along."""

    needs = forms.BooleanField(
        label=gettext_lazy("What they need and do not eat, too"), required=False
    )


def guest_table(occurrence: Occurrence, *, with_needs: bool) -> Table:
    """Everybody on the list of a date, one row each; who is forgotten is a count."""
    heads = [
        _("Name"), _("E-mail"), _("Organisation"), _("People"), _("State"),
        _("Signed up"), _("Confirmed"), _("Language"), _("Came"), _("Added by staff"),
    ]  # fmt: skip
    if with_needs:
        heads += [_("What they need to take part"), _("What they do not eat")]

    def lines() -> Iterator[list]:
        for row in occurrence.seats.signups.order_by("state", "created_at", "pk"):
            needs = [row.access_needs, row.diet] if with_needs else []
            yield [*facts_of(row), *needs]

    day = timezone.localdate(occurrence.starts_at)
    return Table(f"guests-{occurrence.event.slug}-{day}", heads, lines())


def facts_of(row: Signup) -> list:
    """One row without what somebody told about themselves."""
    name = _("Forgotten") if row.anonymised_at else row.name
    return [
        name, row.email, row.organisation, row.party_size, str(STATES[row.state]),
        local(row.created_at), local(row.confirmed_at), row.get_language_display(),
        row.get_presence_display(), _("Yes") if row.is_by_hand else _("No"),
    ]  # fmt: skip


@for_staff(EXPORT)
def export_guests(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The file; that it was taken out is written down first."""
    if kind not in KINDS:
        raise Http404
    form = ExportForm(request.GET)
    with_needs = form.is_valid() and form.cleaned_data["needs"]
    table = guest_table(date_or_404(pk), with_needs=with_needs)
    response, number = download(table, kind)
    what = f"{table.name}{'-needs' * with_needs}.{kind}"
    Export.objects.create(made_by=request.user, what=what[:160], rows=number)
    return response
