"""What readers fill in to follow, and what they change later."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hub.areas import areas
from hub.choices import Language
from hub.forms import PublicForm
from hub.models import District, Theme
from search.models import Follower


class Choices(forms.ModelMultipleChoiceField):
    """Any of some rows, each with a box to tick."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, row) -> str:
        """What the row is called, marked where that is in the other language."""
        return row.name.marked


class FollowingForm(PublicForm):
    """About what one follows."""

    districts = Choices(
        District.objects.all(),
        label=_("Districts"),
        required=False,
        error_messages={"invalid_choice": _("We do not know this district.")},
    )
    themes = Choices(
        Theme.objects.all(),
        label=_("Themes"),
        required=False,
        error_messages={"invalid_choice": _("We do not know this theme.")},
    )

    @property
    def said(self) -> dict:
        """What the actions take."""
        names = self.cleaned_data.keys() & {"email", "language", "districts", "themes"}
        return {name: self.cleaned_data[name] for name in names}


class FollowForm(FollowingForm):
    """An address, and about what."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("You get one mail with a link. Press it, and you follow."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    field_order = ("email",)


class SettingsForm(FollowingForm):
    """What is followed, as it stands; behind a private link."""

    shortest = 0
    language = forms.ChoiceField(
        label=_("The mails are in"), choices=Language.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args, follower: Follower, **kwargs):
        """Begin with what is there."""
        there = {
            "language": follower.language,
            "districts": follower.districts.all(),
            "themes": follower.themes.all(),
        }
        super().__init__(*args, initial=there, **kwargs)


def chosen_in(query: QueryDict) -> dict[str, list[int]]:
    """Which boxes are ticked for who comes from a list: `?district=valby&theme=mad`.

    What does not exist is left out.
    """
    there = [areas()[slug] for slug in query.getlist("district") if slug in areas()]
    slugs = [slug for slug in query.getlist("theme") if "\x00" not in slug]
    themes = Theme.objects.filter(slug__in=slugs) if slugs else Theme.objects.none()
    return {
        "districts": [pk for area in there for pk in area.districts],
        "themes": [theme.pk for theme in themes],
    }
