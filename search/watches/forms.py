"""What readers fill in to be told of a free space: an address, and one press."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hub.forms import PublicForm


class WatchForm(PublicForm):
    """An address; the search stands in the address of the page."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("You get one mail with a link. Press it, and we begin to look."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
