"""Staff act for somebody without e-mail: look up, correct and delete, with a reason."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.validators import validate_email
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from wagtail.admin.menu import MenuItem

from hub import held_data
from hub.forms import refuse_cpr, status_of
from hub.held_data import RIGHT, STAFF


class LookUpForm(forms.Form):
    """Whose data, and why."""

    whose = forms.CharField(
        label=_("Whose data?"),
        help_text=_("An e-mail address; else the exact name or telephone number."),
        max_length=254,
        validators=[refuse_cpr],
    )
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_(
            "For example: asked by telephone, answered our questions. Without names "
            "and addresses: the log must not say who it was."
        ),
        max_length=255,
        validators=[refuse_cpr],
    )

    def clean(self):
        """Keep what names the person out of the log."""
        cleaned = super().clean()
        reason, whose = cleaned.get("reason", ""), cleaned.get("whose", "")
        if "@" in reason or (whose and whose.lower() in reason.lower()):
            text = _("Leave out names and addresses: the log must not say who it was.")
            self.add_error("reason", text)
        return cleaned

    @property
    def subject(self) -> dict[str, str]:
        """The address, or the words for one without."""
        whose = self.cleaned_data["whose"].strip()
        try:
            validate_email(whose)
        except forms.ValidationError:
            return {"words": whose}
        return {"address": whose}


@never_cache
def look_up(request: HttpRequest) -> HttpResponse:
    """Asks whose data and why, and opens the list."""
    if not request.user.has_perm(RIGHT):
        raise PermissionDenied
    form = LookUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        STAFF.open(request, reason=reason, **form.subject)
        return HttpResponseRedirect(STAFF.url("list"))
    status = status_of(form)
    return render(request, "hub/admin/privacy.html", {"form": form}, status=status)


def of_staff(route: str, view, name: str):
    """An address of a view that the two doors share."""
    return path(route, view, {"door": STAFF}, name=f"personal_data_{name}")


urlpatterns = [
    path("", look_up, name="personal_data"),
    of_staff("list/", held_data.show, "list"),
    of_staff("download/<str:kind>/", held_data.download, "download"),
    of_staff("paper/<str:pk>/", held_data.paper, "paper"),
    of_staff("correct/<str:name>/<str:pk>/", held_data.correct, "correct"),
    of_staff("delete/<str:name>/<str:pk>/", held_data.delete, "delete"),
    of_staff("delete-everything/", held_data.delete_everything, "delete_all"),
    of_staff("close/", held_data.close, "close"),
]


class PersonalDataMenuItem(MenuItem):
    """In the menu of those who may."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Only with the right."""
        return request.user.has_perm(RIGHT)


def menu_item() -> MenuItem:
    """The door in the admin's menu; for `register_admin_menu_item`."""
    url = reverse("personal_data")
    return PersonalDataMenuItem(
        _("Somebody's data"), url, name="personal-data", icon_name="lock", order=900
    )


def addresses() -> list:
    """Below `/admin/`, where a second factor is asked; for `register_admin_urls`."""
    return [path("personal-data/", include(urlpatterns))]
