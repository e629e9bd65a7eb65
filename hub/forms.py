"""What every form that anybody may send has: a trap for robots, and care for people."""

import re
import time

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

SHORTEST = 2  # seconds; nobody reads and fills a form faster
LONGEST = 24 * 3600
TRAP = "website"
# Six digits that are a date and four more: day 1-31, or 61-91 as replacement numbers.
CPR = re.compile(
    r"(?<!\w)(?:0[1-9]|[126789]\d|3[01])(?:0[1-9]|1[0-2])\d\d[\s-]?\d{4}(?!\w)"
)
LINK = re.compile(r"https?://(?:www\.)?|\bwww\.", re.IGNORECASE)
MOST_LINKS = 1
LONGEST_ADDRESS = 254  # RFC 5321, 4.5.3.1.3, without its brackets; and our columns


def refuse_links(text: str) -> None:
    """Refuse a text with more links than a person needs; a validator."""
    if len(LINK.findall(text or "")) > MOST_LINKS:
        raise ValidationError(
            _("At most one link, please: texts with many links are mostly spam."),
            code="links",
        )


def refuse_cpr(text: str) -> None:
    """Refuse a text that seems to hold a CPR number; a validator for free text."""
    if CPR.search(text or ""):
        raise ValidationError(
            _("This looks like a CPR number. Please leave it out: we never need it."),
            code="cpr",
        )


def take_care(fields: dict[str, forms.Field]) -> None:
    """Refuse CPR numbers in free text, and addresses longer than a mail can have."""
    for field in fields.values():
        if type(field) is forms.CharField and not field.widget.is_hidden:
            field.validators = [*field.validators, refuse_cpr]
        if isinstance(field, forms.EmailField):  # Django's own takes 320
            field.max_length = min(field.max_length, LONGEST_ADDRESS)
            field.widget.attrs["maxlength"] = field.max_length
            limit = MaxLengthValidator(field.max_length)
            others = (v for v in field.validators if type(v) is not type(limit))
            field.validators = [*others, limit]


class DayInput(forms.DateInput):
    """The browser's own calendar; it sends and takes ISO dates."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class PublicForm(forms.Form):
    """A form for readers; its template includes `components/form_guard.html`.

    The template also writes `novalidate`, so that what is wrong is said in the language
    of the page, and includes `components/form_errors.html` and `components/field.html`.
    A field in the page that people do not see must stay empty, and the signed time at
    which the page was drawn must be two seconds to a day old. What was typed is kept.
    A form that is one press, behind a link of one's own, sets `shortest` to nothing:
    who knows what they want is as quick as a robot.
    """

    shortest = SHORTEST

    stamp_name = "stamp"
    trap_name = TRAP
    _signer = signing.TimestampSigner(salt="hub.forms")

    def __init__(self, *args, **kwargs):
        """Refuse in every field what none of its kind can take."""
        super().__init__(*args, **kwargs)
        take_care(self.fields)

    @property
    def stamp(self) -> str:
        """The signed time of the first drawing, kept when the form comes back.

        A form that begins with what was typed in another (`initial`) keeps its stamp.
        """
        sent = self.data.get(self.stamp_name) or self.initial.get(self.stamp_name, "")
        return sent if _age(self._signer, sent) is not None else self.new_stamp()

    @classmethod
    def new_stamp(cls) -> str:
        """A signed time of now."""
        return cls._signer.sign("form")

    def clean(self):
        """Refuse robots, in words that help a person who was taken for one."""
        cleaned = super().clean()
        age = _age(self._signer, self.data.get(self.stamp_name, ""))
        if self.data.get(TRAP):
            raise ValidationError(_("Please leave the hidden field empty."), "trap")
        if age is None:
            raise ValidationError(_("The page was too old. Please send again."), "old")
        if age < self.shortest:
            raise ValidationError(_("That was very fast. Please send again."), "fast")
        return cleaned


class PressForm(PublicForm):
    """One press on the page behind a private link."""

    shortest = 0


class DeskForm(forms.Form):
    """A form of staff; free text refuses CPR numbers."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        take_care(self.fields)


def status_of(form: forms.BaseForm) -> int:
    """The status of the page that shows the form: 422 if something is to be mended."""
    return 422 if form.is_bound and form.errors else 200


def _age(signer: signing.TimestampSigner, stamp: str) -> float | None:
    """Seconds since the stamp was made; None if it is not ours or too old."""
    try:
        signer.unsign(stamp, max_age=LONGEST)
        encoded = stamp.rsplit(signer.sep, 2)[1]
        return time.time() - signing.b62_decode(encoded)
    except signing.BadSignature:
        return None
