"""What staff say to a request: yes, with the facts as they shall stand, or no."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub import cvr
from hub.choices import ImpactArea
from hub.forms import DayInput, DeskForm, refuse_cpr
from hub.models import Membership, Organisation, User
from stories.actions import profile_answers
from stories.models import ProfileRequest
from stories.profile_facts import LABELS, LISTS
from stories.profile_forms import plain

Role = Membership.Role
CHECKED = ("is_rsv", "rsv_checked_on")
# Facts by the names of the model's own fields.
FIELDS = {name: LISTS.get(name, name) for name in LABELS if name != "areas"}


class FactsForm(forms.ModelForm):
    """All facts as they shall stand, and what only staff check."""

    seen = forms.CharField(widget=forms.HiddenInput)
    areas = forms.MultipleChoiceField(
        label=LABELS["areas"],
        choices=ImpactArea,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    website = forms.URLField(
        label=LABELS["website"], required=False, max_length=200, assume_scheme="https"
    )

    class Meta:
        model = Organisation
        fields = (*FIELDS.values(), *CHECKED)
        labels = {field: LABELS[name] for name, field in FIELDS.items()} | {
            "is_rsv": _("Registered social enterprise (RSV)"),
            "rsv_checked_on": _("We looked it up in the register on"),
        }
        widgets = {
            "offer_kinds": forms.CheckboxSelectMultiple,
            "districts": forms.CheckboxSelectMultiple,
            "founded_on": DayInput,
            "rsv_checked_on": DayInput,
            **{
                f"{name}_{language}": forms.Textarea({"rows": 2})
                for name in ("purpose", "offers", "about")
                for language in ("da", "en")
            },
        }

    field_order = ("seen", *(LISTS.get(name, name) for name in LABELS))

    def __init__(self, *args, request: ProfileRequest, facts: dict, **kwargs):
        """Begin with the facts as they would be."""
        super().__init__(*args, **kwargs)
        self.request, self.label_suffix = request, ""
        for name, value in facts.items():
            self.initial[FIELDS.get(name, name)] = value
        for name in LISTS.values():
            field = self.fields[name]
            field.to_field_name, field.required = "slug", False
        for field in self.fields.values():
            if type(field) is forms.CharField:
                field.validators = [*field.validators, refuse_cpr]

    def clean_cvr(self) -> str:
        """Eight digits, of which the last fits the others."""
        return cvr.checked(self.cleaned_data["cvr"])

    def clean(self):
        """A registration was looked up on a day that has been."""
        cleaned = super().clean()
        day = cleaned.get("rsv_checked_on")
        if cleaned.get("is_rsv") and not day and "rsv_checked_on" not in self.errors:
            self.add_error("rsv_checked_on", _("Write when it was looked up."))
        if day and day > timezone.localdate():
            self.add_error("rsv_checked_on", _("That day has not come."))
        return cleaned

    @property
    def facts(self) -> dict:
        """The facts by the names of `stories.profile_facts`."""
        said = self.cleaned_data
        facts = {
            name: plain(said[field])
            for name, field in FIELDS.items()
            if name not in LISTS
        }
        slugs = {
            name: sorted(row.slug for row in said[field])
            for name, field in LISTS.items()
        }
        return facts | slugs | {"areas": sorted(said["areas"])}

    def take(self, *, by: User) -> ProfileRequest:
        """Say yes. Raises Refused where somebody was quicker."""
        return profile_answers.approve(
            request=self.request,
            by=by,
            seen=self.cleaned_data["seen"],
            facts=self.facts,
            checked={name: self.cleaned_data[name] for name in CHECKED},
        )


class ClaimForm(DeskForm):
    """Somebody belongs to it, and as what."""

    seen = forms.CharField(widget=forms.HiddenInput)
    role = forms.ChoiceField(
        label=_("As what?"),
        choices=[
            (Role.OWNER, _("Owner: gets the yearly mail and lets others in")),
            (Role.MEMBER, _("Member: books and proposes changes")),
        ],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, request: ProfileRequest, seen: str, **kwargs):
        """The first one owns it, if staff say nothing else."""
        has_owner = request.organisation.memberships.owners().exists()
        role = Role.MEMBER if has_owner else Role.OWNER
        super().__init__(*args, initial={"seen": seen, "role": role}, **kwargs)
        self.request = request

    def take(self, *, by: User) -> ProfileRequest:
        """Say yes. Raises Refused where somebody was quicker."""
        said = self.cleaned_data
        return profile_answers.approve(request=self.request, by=by, **said)


class DeclineForm(DeskForm):
    """No, and why."""

    seen = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why we say no"), max_length=600, widget=forms.Textarea({"rows": 4})
    )

    def __init__(self, *args, request: ProfileRequest, **kwargs):
        """Say in which language the person reads."""
        super().__init__(*args, initial={"seen": request.state}, **kwargs)
        self.request = request
        text = _("%(name)s reads it in a mail, in this language: %(language)s.")
        self.fields["reason"].help_text = text % {
            "name": request.name or request.email,
            "language": request.get_language_display(),
        }

    def take(self, *, by: User) -> ProfileRequest:
        """The person gets the reason by mail."""
        said = self.cleaned_data
        return profile_answers.decline(request=self.request, by=by, **said)
