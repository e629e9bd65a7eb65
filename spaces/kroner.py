"""Typing money: people write kroner, the site keeps whole øre."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

KRONER = re.compile(r"(\d{1,6})(?:[.,](\d{1,2}))?")


def in_kroner(ore: int) -> str:
    """`75`, or `75,50` where there are øre."""
    kroner, rest = divmod(ore, 100)
    return f"{kroner},{rest:02}" if rest else str(kroner)


class KronerField(forms.CharField):
    """An amount in kroner; its value is whole øre."""

    default_error_messages = {
        "kroner": _("Write kroner with digits, for example 75 or 75,50."),
    }

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal"}))
        super().__init__(**kwargs)

    def prepare_value(self, value):
        """What stands in the field: øre from the database as kroner."""
        return in_kroner(value) if isinstance(value, int) else value

    def to_python(self, value) -> int | None:
        """Øre, or None where nothing is written; raises ValidationError."""
        text = super().to_python(value)
        if not text:
            return None
        found = KRONER.fullmatch(text.removesuffix("kr.").strip())
        if found is None:
            raise ValidationError(self.error_messages["kroner"], code="kroner")
        kroner, ore = found.groups(default="")
        return int(kroner) * 100 + int(ore.ljust(2, "0"))

    def has_changed(self, initial, data) -> bool:
        """Whether other øre are written than there were."""
        try:
            return self.to_python(data) != initial
        except ValidationError:
            return True
