"""The facts of an event on one page: what is needed is open, all else folded away."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.images.widgets import AdminImageChooser

from events.models import Event
from events.staff.fields import (
    Folded,
    Group,
    LanguagesField,
    SeveralSelects,
    SpaceChoice,
    codes_of,
    moment_field,
)
from hub.forms import refuse_cpr
from hub.models import Organisation
from hub.spoken import name_of
from spaces.choices import SpaceKind
from spaces.models import Space

LISTS = ("hosts", "speakers", "districts", "themes", "audiences")


GROUPS = (
    Group(
        _("What it is"),
        (
            "title_da", "title_en", "summary_da", "summary_en", "kind", "format",
            "sign_up",
        ),
        is_open=True,
    ),
    Group(
        _("More about the sign-up"),
        (
            "sign_up_url", "opens_at", "closes_hours_before", "largest_party",
            "is_course", "asks_organisation", "asks_access_needs", "asks_diet",
            "confirmation_da", "confirmation_en", "offer_hours", "reminder_hours",
        ),
    ),
    Group(
        _("Who is behind it, and for whom"),
        (
            "languages", "districts", "themes", "audiences", "hosts", "speakers",
            "contact",
        ),
    ),
    Group(
        _("Price and what to bring"),
        ("is_free", "price_da", "price_en", "bring_da", "bring_en"),
    ),
    Group(
        _("Getting in, interpreter, online"),
        ("access_da", "access_en", "interpreter_days", "online_url"),
    ),
    Group(_("Picture"), ("image", "image_alt_da", "image_alt_en", "scene")),
    Group(
        _("It introduces to our spaces"), ("introduces_space", "introduces_kind")
    ),
)  # fmt: skip
NAMES = tuple(name for group in GROUPS for name in group.fields)


class FactsForm(Folded, forms.ModelForm):
    """All facts of an event. `seen` is the version that the page showed."""

    GROUPS = GROUPS

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    languages = LanguagesField(label=_("held in"), initial="da")
    opens_at = moment_field(
        _("sign-up opens"), help_text=_("Empty: as soon as it is published.")
    )
    sign_up_url = forms.URLField(
        label=_("address of the sign-up"), required=False, assume_scheme="https",
        help_text=_("Only where one signs up at another site."),
    )  # fmt: skip
    online_url = forms.URLField(
        label=_("online address"), required=False, assume_scheme="https",
        help_text=_("Only those who have signed up get it."),
    )  # fmt: skip
    introduces_space = SpaceChoice(
        queryset=Space.objects.none(), required=False, empty_label=_("No"),
        label=_("introduces to the space"),
        help_text=_("Whoever came may book it afterwards."),
    )  # fmt: skip
    introduces_kind = forms.ChoiceField(
        label=_("or to all spaces of a kind"), required=False,
        choices=[("", _("No")), *SpaceKind.choices],
    )  # fmt: skip

    class Meta:
        model = Event
        fields = NAMES
        widgets = {
            "title_da": forms.TextInput,
            "title_en": forms.TextInput({"lang": "en"}),
            "summary_da": forms.Textarea({"rows": 2}),
            "summary_en": forms.Textarea({"rows": 2, "lang": "en"}),
            "image": AdminImageChooser,
            **{f"{name}_{language}": forms.Textarea({"rows": 3, "lang": language})
               for name in ("confirmation", "bring", "access")
               for language in ("da", "en")},
            **dict.fromkeys(
                ("districts", "themes", "audiences"), forms.CheckboxSelectMultiple
            ),
            **dict.fromkeys(("hosts", "speakers"), SeveralSelects),
        }  # fmt: skip
        help_texts = {
            "title_en": _("Needed to publish."),
            "summary_en": _("Needed to publish."),
        }

    def __init__(self, *args, **kwargs):
        """Begin with the row; `seen` is its version."""
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        if self.instance.pk:
            self.initial["seen"] = self.instance.version
        self.fields["introduces_space"].queryset = Space.objects.all()
        self.fields["hosts"].queryset = Organisation.objects.order_by("name")
        for name in LISTS:
            self.fields[name].required = False
        for name in ("hosts", "speakers"):
            label = self.fields[name].label
            self.fields[name].widget.attrs["data-label"] = label
        self._know_its_languages()
        for field in self.fields.values():
            label = str(field.label or "")
            field.label = label[:1].upper() + label[1:]
            if type(field) is forms.CharField and not field.widget.is_hidden:
                field.validators = [*field.validators, refuse_cpr]

    def _know_its_languages(self) -> None:
        """A language that the row has can be ticked, however rare it is."""
        field = self.fields["languages"]
        known = {code for code, _name in field.choices}
        rare = [code for code in codes_of(self.instance.languages) if code not in known]
        if rare:
            field.choices = [*field.choices, *((code, name_of(code)) for code in rare)]

    def says_more(self, name: str) -> bool:
        """Whether a field of a row that is there holds more than it begins with."""
        if not self.instance.pk or name == "languages":
            return False
        if name in LISTS:
            return bool(self.initial.get(name))
        default = Event._meta.get_field(name).get_default()
        return (self.initial.get(name) or "") != (default or "")

    def write(self) -> Event:
        """Save the facts alone, never what happened to the event meanwhile."""
        if self.instance.pk:
            columns = [name for name in NAMES if name not in LISTS]
            self.instance.save(update_fields=[*columns, "changed_at"])
        else:
            self.instance.save()
        self._save_m2m()
        return self.instance

    def differing(self, now: Event) -> list[tuple[str, str]]:
        """Label and value of each fact that is another in the row than in the form."""
        rows = []
        for name in (name for name in NAMES if name not in LISTS):
            field = self.fields[name]
            ours, theirs = self.cleaned_data.get(name), getattr(now, name)
            if ours != theirs and (ours or theirs):
                shown = getattr(now, f"get_{name}_display", lambda value=theirs: value)
                rows.append((field.label, str(shown() or "–")))
        return rows
