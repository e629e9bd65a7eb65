"""Lists and figures to take out; who took which out stands in the log."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spaces.models import Export
from spaces.staff import exports, figures, invoices
from spaces.staff.booking_page import SearchForm
from spaces.staff.desk import EXPORT, INVOICE, for_staff, page
from spaces.staff.fields import DeskForm
from spaces.staff.tables import KINDS, Table, download

FIRST_YEAR = 2020
MOST_LINES = 20


class YearForm(DeskForm):
    """Which year the figures are of."""

    year = forms.TypedChoiceField(label=gettext_lazy("Year"), coerce=int)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        this = timezone.localdate().year
        years = [(year, str(year)) for year in range(this + 1, FIRST_YEAR - 1, -1)]
        self.fields["year"].choices = years
        self.fields["year"].initial = this

    @property
    def chosen(self) -> int:
        """The year; this one where none, or none of ours, is given."""
        is_given = self.is_bound and self.is_valid()
        return self.cleaned_data["year"] if is_given else timezone.localdate().year


@for_staff(EXPORT)
def lists(request: HttpRequest) -> HttpResponse:
    """What there is to take out, and what was taken out last."""
    year = YearForm(request.GET if "year" in request.GET else None)
    return page(
        request,
        "lists",
        _("Lists and figures"),
        icon="download",
        form=year,
        year=year.chosen,
        taken=Export.objects.select_related("made_by")[:MOST_LINES],
        kinds=list(KINDS),
        figures=[
            ("use", _("Use of the spaces"), _(
                "Bookings, hours and people per space and month. Without names."
            )),
            ("searches", _("Searches in vain"), _(
                "What people looked for and did not find free. Without names."
            )),
            ("state-aid", _("What the city gave"), _(
                "Market price minus price per organisation and year, with the legal "
                "basis: for the file on state aid."
            )),
        ],
    )  # fmt: skip


def table_of(request: HttpRequest, name: str) -> Table:
    """The list that is asked for. Raises Http404 where there is none of that name."""
    if name == "bookings":
        form = SearchForm(request.GET, user=request.user)
        return exports.bookings(form.found())
    if name == "invoices" and request.user.has_perm(INVOICE):
        first = invoices.MonthForm(request.GET).first
        rows = invoices.of_month(request.user, first)
        return exports.invoices(rows, first)
    makers = {
        "use": figures.use,
        "searches": figures.in_vain,
        "state-aid": figures.state_aid,
    }
    if name not in makers:
        raise Http404
    return makers[name](request.user, YearForm(request.GET).chosen)


@for_staff(EXPORT)
def take(request: HttpRequest, name: str, kind: str) -> HttpResponse:
    """The file; that it was taken out is written down first."""
    if kind not in KINDS:
        raise Http404
    table = table_of(request, name)
    response, number = download(table, kind)
    Export.objects.create(
        made_by=request.user, what=f"{table.name}.{kind}", rows=number
    )
    return response
