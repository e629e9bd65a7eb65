"""The editor's form of a story: what it is about is ticked, kept as rows."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from hub.choices import Goal, ImpactArea
from hub.models import District

# Relation of the page, field of its rows, field of the form.
TICKED = (
    ("districts", "district", "chosen_districts"),
    ("areas", "area", "chosen_areas"),
    ("goals", "goal", "chosen_goals"),
)


class StoryForm(WagtailAdminPageForm):
    """A story with its districts, purposes and goals."""

    chosen_districts = forms.ModelMultipleChoiceField(
        label=_("Districts"),
        queryset=District.objects.all(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    chosen_areas = forms.MultipleChoiceField(
        label=_("Impact areas"),
        choices=ImpactArea,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    chosen_goals = forms.TypedMultipleChoiceField(
        label=_("The UN's goals"),
        choices=Goal,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for relation, name, field in TICKED:
            rows = getattr(self.instance, relation).all()
            self.initial[field] = [getattr(row, name) for row in rows]

    def _post_clean(self):
        """What is written is a version: it may lack what a published story has."""
        self.instance.is_written = True
        super()._post_clean()

    def save(self, commit=True):
        """Keep the rows that stay, add the new ones, and save the page.

        A new page begins as a draft: publishing is what makes it live.
        """
        if self.instance.pk is None:
            self.instance.live = False
        for relation, name, field in TICKED:
            rows = getattr(self.instance, relation)
            there = {getattr(row, name): row for row in rows.all()}
            rows.set(
                [
                    there.get(value) or rows.model(**{name: value})
                    for value in self.cleaned_data.get(field, [])
                ]
            )
        return super().save(commit)
