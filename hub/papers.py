"""Papers about people: outside public media, for those allowed, each reading logged."""

from pathlib import Path

from django import forms
from django.conf import settings
from django.core.validators import FileExtensionValidator
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.template.defaultfilters import filesizeformat
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import DeleteView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import AdminDateInput

from hub import privacy
from hub.kept.contacts import delete_paper
from hub.models import Paper, PaperReading, User


@never_cache
def read(request: HttpRequest, pk: int) -> FileResponse:
    """A paper as a file, for staff who may see papers; for others it does not exist."""
    paper = get_object_or_404(Paper.objects.visible_to(request.user), pk=pk)
    return as_file(paper, read_by=request.user)


def as_file(paper: Paper, *, read_by: User | None) -> FileResponse:
    """The file, never shown in the browser, and a line on who read it.

    `read_by` is None for the person whom the paper is about.
    """
    try:
        file = paper.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    PaperReading.objects.create(paper=paper, read_by=read_by)
    name = f"{paper.title}{Path(paper.file.name).suffix}"
    response = FileResponse(file, as_attachment=True, filename=name)
    response.headers["Content-Type"] = "application/octet-stream"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def taken_kinds() -> list[str]:
    """The endings of files that are taken."""
    return settings.WAGTAILDOCS_EXTENSIONS


def refuse_large(file) -> None:
    """Refuse what is too large; a validator."""
    if file.size > settings.WAGTAILDOCS_MAX_UPLOAD_SIZE:
        most = filesizeformat(settings.WAGTAILDOCS_MAX_UPLOAD_SIZE)
        raise forms.ValidationError(_("At most %(most)s.") % {"most": most})


class PaperForm(WagtailAdminModelForm):
    """A new paper: the same kinds and sizes of files as public documents."""

    class Meta:
        model = Paper
        fields = ("title", "file", "about_email", "keep_until")
        widgets = {"keep_until": AdminDateInput, "file": forms.FileInput}

    def __init__(self, *args, **kwargs):
        """Say which files are taken."""
        super().__init__(*args, **kwargs)
        kinds = taken_kinds()
        self.fields["file"].validators.append(FileExtensionValidator(kinds))
        self.fields["file"].help_text = ", ".join(kinds)

    def clean_file(self):
        """Refuse what is too large."""
        refuse_large(self.cleaned_data["file"])
        return self.cleaned_data["file"]

    def save(self, commit=True):
        """Note who uploaded it."""
        self.instance.uploaded_by = self.for_user
        return super().save(commit)


class PaperFactsForm(WagtailAdminModelForm):
    """What may change later; another file is another paper."""

    class Meta:
        model = Paper
        fields = ("title", "about_email", "keep_until")
        widgets = {"keep_until": AdminDateInput}


class PaperDeleteView(DeleteView):
    """Deletes the file too, and keeps the title out of the log."""

    @transaction.atomic
    def delete_action(self):
        """Delete, and note it as an act on the person's data."""
        subject = privacy.Subject(self.object.about_email)
        delete_paper(self.object)
        by = self.request.user
        privacy.log(privacy.Act.DELETED, subject, what="papers", by=by)


class PaperViewSet(ModelViewSet):
    """Where hub managers keep papers about people."""

    model = Paper
    icon = "doc-full"
    menu_label = _("Papers about people")
    menu_order = 910
    add_to_admin_menu = True
    copy_view_enabled = False
    delete_view_class = PaperDeleteView
    list_display = [
        "title",
        "about_email",
        "keep_until",
        TitleColumn(
            "file", label=_("File"),
            accessor=lambda paper: _("Download"),
            get_url=lambda paper: reverse("paper", args=[paper.pk]),
        ),
        Column("times", label=_("Times read"), accessor=lambda p: p.readings.count()),
    ]  # fmt: skip
    search_fields = ["title", "about_email"]
    search_backend_name = None

    def get_form_class(self, for_update=False):
        """The file is chosen once."""
        return PaperFactsForm if for_update else PaperForm


def viewset() -> PaperViewSet:
    """For `register_admin_viewset`."""
    return PaperViewSet("papers")


def addresses() -> list:
    """Below `/admin/`, where a second factor is asked; for `register_admin_urls`."""
    return [path("papers/<int:pk>/file/", read, name="paper")]
