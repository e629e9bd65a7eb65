"""What an organisation says about an event that it suggests."""

from django import forms
from django.utils.translation import gettext_lazy as _

from events.refusals import Refused
from hub.forms import PublicForm, refuse_links


class SuggestionForm(PublicForm):
    """A title and two sentences, in the language of the page."""

    title = forms.CharField(
        label=_("What is the event called?"),
        help_text=_("For example: Bake with the neighbours"),
        max_length=120,
        validators=[refuse_links],
    )
    summary = forms.CharField(
        label=_("What happens, and who may come?"),
        help_text=_("Two sentences are enough."),
        max_length=200,
        validators=[refuse_links],
        widget=forms.Textarea({"rows": 3}),
    )

    def add_problems(self, refused: Refused) -> None:
        """Say why it was refused; what was typed stays."""
        for problem in refused.problems:
            self.add_error(problem.field or None, problem.text)
