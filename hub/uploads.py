"""What pictures and documents must be; their limits stand in the settings."""

import warnings
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from PIL import Image
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from hub.formatting import day
from hub.models import Consent, ConsentState, WhoIsInIt

# What a file of each packed kind holds, by its ending (ISO/IEC 29500 and 26300).
PACKED = {
    "docx": "word/document.xml",
    "xlsx": "xl/workbook.xml",
    "odt": "content.xml",
    "ods": "content.xml",
}
TEXT = {"csv", "txt"}
UNREADABLE = (OSError, SyntaxError, ValueError, EOFError)  # all that Pillow raises


def is_what_it_says(file: UploadedFile) -> bool:
    """Whether the beginning or the content of a file fits its ending."""
    ending = Path(file.name).suffix.lstrip(".").lower()
    file.seek(0)
    try:
        if ending in PACKED:
            with zipfile.ZipFile(file) as archive:
                return PACKED[ending] in archive.namelist()
        start = file.read(4096)
        return b"\0" not in start if ending in TEXT else start.startswith(b"%PDF-")
    except zipfile.BadZipFile:
        return False
    finally:
        file.seek(0)


class DocumentForm(BaseDocumentForm):
    """A document's form: the file is of the kind that its ending says."""

    def _post_clean(self):
        """Refuse a picture called .pdf, and the like.

        After the model's own look at the ending, which would complain of no file.
        """
        super()._post_clean()
        file = self.cleaned_data.get("file")
        if isinstance(file, UploadedFile) and not is_what_it_says(file):
            reason = _("The file is not what its name says. Save it anew.")
            self.add_error("file", ValidationError(reason, code="not_what_it_says"))


def is_cut_off(file: UploadedFile) -> bool:
    """Whether a picture ends before its last line; no size of it could be made.

    Of what is no picture or too large, the field says that itself.
    """
    if file.size > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE:
        return False
    file.seek(0)
    picture = None
    with warnings.catch_warnings(), suppress(*UNREADABLE, Image.DecompressionBombError):
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        picture = Image.open(file)
        if picture.width * picture.height <= settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
            picture.load()
        picture = None
    file.seek(0)
    return picture is not None


class PictureField(WagtailImageField):
    """Wagtail's, which breaks over a file that was cut off on its way."""

    def to_python(self, data):
        """Look at the whole of it first."""
        if isinstance(data, UploadedFile) and is_cut_off(data):
            reason = _("The picture cannot be read to its end. Send the file again.")
            raise ValidationError(reason, code="cut_off")
        return super().to_python(data)


class ImageForm(BaseImageForm):
    """A picture's form: what colleagues call it, who made it, and who is in it."""

    class Meta(BaseImageForm.Meta):
        labels: ClassVar = {"title": _("Name")}
        help_texts: ClassVar = {
            "title": _(
                "For colleagues who look for it. What the picture shows is written "
                "where it is used, in each language."
            )
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if theirs := self.fields.get("file"):
            names = ("label", "required", "widget")
            kept = {name: getattr(theirs, name) for name in names}
            self.fields["file"] = PictureField(**kept)
        if "credit" in self.fields:
            self.fields["credit"].required = True
        if "consents" in self.fields:
            given = Consent.objects.filter(state=ConsentState.GIVEN)
            chosen = self.fields["consents"]
            chosen.queryset = given.order_by("name") | self._chosen()
            chosen.label_from_instance = _name_and_day
            chosen.widget = forms.CheckboxSelectMultiple(choices=chosen.choices)
            chosen.help_text = _("Whose yes to pictures covers this one.")

    def _chosen(self):
        """Those that stand there already, whatever they say by now."""
        return Consent.objects.filter(images__in=[self.instance.pk or 0])

    def clean(self):
        """People in a picture have said yes, by name."""
        cleaned = super().clean()
        says_people = cleaned.get("who_is_in_it") == WhoIsInIt.PEOPLE
        if says_people and not cleaned.get("consents"):
            reason = _(
                "Choose whose yes covers the picture. Has nobody said yes yet? Then "
                "leave open who is in it until they have."
            )
            self.add_error("consents", ValidationError(reason, code="no_consent"))
        return cleaned


def _name_and_day(consent: Consent) -> str:
    """A yes among others of people of the same name."""
    answered = {"name": consent.name, "day": day(consent.answered_at)}
    return _("%(name)s, yes on %(day)s") % answered
