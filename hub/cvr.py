"""CVR numbers: eight digits, of which the last fits the others (modulus 11)."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from stdnum.dk import cvr
from stdnum.exceptions import ValidationError as WrongNumber


def checked(text: str) -> str:
    """The digits of a number as somebody wrote it; "" stays empty.

    Raises ValidationError where a digit is wrong or missing.
    """
    if not text:
        return ""
    try:
        return cvr.validate(text)
    except WrongNumber:
        raise ValidationError(
            _("This is not a CVR number: a digit is wrong or missing."), "cvr"
        ) from None


def grouped(number: str) -> str:
    """A number as people write it: 12 34 56 74."""
    return " ".join(number[place : place + 2] for place in range(0, len(number), 2))
