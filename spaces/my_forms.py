"""What bookers write about a booking that is there."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hub.forms import PublicForm, refuse_cpr

LONGEST = 600


class AnswerForm(PublicForm):
    """The answer to our question; whoever holds the link may send it."""

    text = forms.CharField(
        label=_("Your answer"), max_length=LONGEST, widget=forms.Textarea({"rows": 5})
    )


class ProblemForm(forms.Form):
    """What was wrong in the room."""

    text = forms.CharField(
        label=_("What was wrong?"),
        help_text=_("For example: the oven does not get warm. We look at it."),
        max_length=LONGEST,
        validators=[refuse_cpr],
        widget=forms.Textarea({"rows": 4}),
    )
