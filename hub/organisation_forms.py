"""The admin's form of an organisation: what it works for is ticked, kept as rows."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from hub.choices import Goal, ImpactArea
from hub.models import OrganisationState


class OrganisationForm(WagtailAdminModelForm):
    """An organisation with its purposes and the UN's goals."""

    areas = forms.MultipleChoiceField(
        label=_("Impact areas"),
        choices=ImpactArea,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    un_goals = forms.TypedMultipleChoiceField(
        label=_("The UN's goals"),
        choices=Goal,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["areas"] = values_of(self.instance.impact_areas, "area")
            self.initial["un_goals"] = values_of(self.instance.goals, "goal")

    def clean(self):
        """Whoever publishes a profile has looked at it today: the year begins."""
        cleaned = super().clean()
        is_published = cleaned.get("state") == OrganisationState.PUBLISHED
        if is_published and "state" in self.changed_data:
            self.instance.last_confirmed_at = timezone.now()
            self.instance.reminders, self.instance.reminded_on = 0, None
            self.instance.listed_on = self.instance.listed_on or timezone.localdate()
        return cleaned

    def _save_m2m(self):
        super()._save_m2m()
        keep_only(self.instance.impact_areas, "area", self.cleaned_data["areas"])
        keep_only(self.instance.goals, "goal", self.cleaned_data["un_goals"])


def values_of(rows, name: str) -> list:
    """The values of one field of the rows."""
    return list(rows.order_by(name).values_list(name, flat=True))


def keep_only(rows, name: str, values: list) -> None:
    """Make the rows that are missing and delete those that are not named."""
    rows.exclude(**{f"{name}__in": values}).delete()
    for value in values:
        rows.get_or_create(**{name: value})
