"""What pictures and documents must be; their limits stand in the settings."""

import zipfile
from pathlib import Path
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

# What a file of each packed kind holds, by its ending (ISO/IEC 29500 and 26300).
PACKED = {
    "docx": "word/document.xml",
    "xlsx": "xl/workbook.xml",
    "odt": "content.xml",
    "ods": "content.xml",
}
TEXT = {"csv", "txt"}


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


class ImageForm(BaseImageForm):
    """A picture's form: a name that colleagues find it by, and who made it."""

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
        if "credit" in self.fields:
            self.fields["credit"].required = True
