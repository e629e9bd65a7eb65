"""Photographs that anybody may send: looked at, drawn anew, without hidden facts."""

from io import BytesIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

KINDS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")  # by content, whatever the name says
ACCEPT = ".jpg,.jpeg,.png,.webp,.avif,.gif"
LONGEST_SIDE = 2400  # pixels
TOO_LARGE = (Image.DecompressionBombError, Image.DecompressionBombWarning)
UNREADABLE = (OSError, SyntaxError, ValueError, EOFError)  # all that Pillow raises


def clean_photograph(file: UploadedFile) -> ContentFile:
    """The picture as a new JPEG at most 2400 pixels long, upright, and nothing else.

    What a camera hides in a file (place, time, owner) stays behind. Raises
    ValidationError: `too_large`, `no_picture`.
    """
    if file.size > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE:
        most = filesizeformat(settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)
        reason = _("The photograph is too large. It may be at most %(most)s.")
        raise ValidationError(reason % {"most": most}, code="too_large")
    try:
        file.seek(0)
        with Image.open(file, formats=KINDS) as picture:
            require_small(picture)
            drawn = drawn_anew(picture)
    except TOO_LARGE as error:
        raise too_many_pixels() from error
    except UNREADABLE as error:
        reason = _("We cannot read this photograph. Send a JPG, PNG or WebP file.")
        raise ValidationError(reason, code="no_picture") from error
    return ContentFile(drawn, name="photo.jpg")


def require_small(picture: Image.Image) -> None:
    """Refuse a picture that would fill the memory, before it is unpacked."""
    if picture.width * picture.height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise too_many_pixels()


def too_many_pixels() -> ValidationError:
    """What is said of a picture with more pixels than the settings allow."""
    most = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000
    reason = _("The photograph has too many pixels. It may have %(most)s million.")
    return ValidationError(reason % {"most": most}, code="too_large")


def drawn_anew(picture: Image.Image) -> bytes:
    """The first frame on white, turned as the camera was held, as JPEG."""
    picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    seen = upright.convert("RGBA")
    paper = Image.new("RGB", seen.size, "white")
    paper.paste(seen, mask=seen)
    into = BytesIO()
    paper.save(into, "JPEG", quality=85)
    return into.getvalue()
