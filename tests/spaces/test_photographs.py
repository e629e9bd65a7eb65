"""Photographs that readers send: what is taken, drawn anew, and refused."""

import struct
import zlib
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from spaces.models import RoomOffer
from spaces.photographs import clean_photograph
from tests.reading import Page
from tests.spaces.offered import photograph, send, upload
from tests.spaces.test_offers import clock, photographs  # noqa: F401 -- a fixture too

GPS, ORIENTATION, OWNER = 0x8825, 0x0112, 0xA430


def png_of(width: int, height: int) -> bytes:
    """A PNG that claims a size, as small as a bomb is."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + check

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 100))
        + chunk(b"IEND", b"")
    )


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
CUT_OFF = photograph(size=(800, 600))[:1500]
BAD = {
    "svg": (SVG, "room.svg"),
    "svg called jpg": (SVG, "room.jpg"),
    "html called jpg": (b"<!doctype html><script>alert(1)</script>", "room.jpg"),
    "pdf": (b"%PDF-1.7\n", "room.pdf"),
    "cut off": (CUT_OFF, "room.jpg"),
    "only a beginning": (b"\xff\xd8\xff\xe0", "room.jpg"),
    "a bitmap": (photograph("BMP"), "room.bmp"),
    "a TIFF called jpg": (photograph("TIFF"), "room.jpg"),
    "too many pixels": (png_of(8000, 8000), "room.png"),
    "a bomb": (png_of(60000, 60000), "room.png"),
    "no pixels": (png_of(0, 10), "room.png"),
    "empty": (b"", "room.jpg"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_is_no_fair_picture_is_refused_by_the_field(client, clock, case):
    content, name = BAD[case]
    before = photographs()

    response = send(client, clock, photo=upload(content, name))

    [field] = Page(response).all("input", name="photo")
    assert response.status_code == 422
    assert field.get("aria-invalid") == "true"
    assert RoomOffer.objects.count() == 0
    assert photographs() == before


def test_too_many_bytes_are_refused_in_words(client, clock, settings):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 100

    response = send(client, clock, "da", photo=upload(photograph()))

    assert Page(response).texts("ul", class_="errorlist") == [
        "Billedet fylder for meget. Det må højst fylde 100 bytes."
    ]


def test_too_many_pixels_are_refused_before_they_are_unpacked(
    client,
    clock,
    settings,
):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 80 * 60 - 1

    response = send(client, clock, photo=upload(photograph()))

    assert Page(response).texts("ul", class_="errorlist") == [
        "The photograph has too many pixels. It may have 0 million."
    ]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
@pytest.mark.parametrize("name", ["lokale.jpg", "lokale.php", "../../x.html"])
def test_each_kind_of_picture_becomes_a_jpeg_with_a_name_of_ours(
    client,
    clock,
    kind,
    name,
):
    send(client, clock, photo=upload(photograph(kind), name))

    [offer] = RoomOffer.objects.all()
    with offer.photo.open("rb") as file, Image.open(file) as picture:
        assert (picture.format, picture.size) == ("JPEG", (80, 60))
    assert offer.photo.name.startswith("offers/")
    assert offer.photo.name.endswith(".jpg")
    assert "lokale" not in offer.photo.name


def test_what_a_camera_hides_is_gone_and_the_picture_stands_upright():
    hidden = Image.Exif()
    hidden[ORIENTATION], hidden[OWNER] = 6, "Ea Ejer"
    hidden.get_ifd(GPS).update({1: "N", 2: (55.0, 40.0, 33.0)})
    content = photograph(size=(80, 60), exif=hidden, comment=b"Ea Ejer")
    with Image.open(BytesIO(content)) as before:
        assert before.getexif().get_ifd(GPS) != {}

    drawn = clean_photograph(upload(content)).read()

    with Image.open(BytesIO(drawn)) as after:
        assert dict(after.getexif()) == {}
        assert "comment" not in after.info
        assert after.size == (60, 80)
    assert b"Ea Ejer" not in drawn


def test_a_large_picture_is_made_smaller_and_keeps_its_shape():
    drawn = clean_photograph(upload(photograph(size=(4800, 1200))))

    with Image.open(drawn) as after:
        assert after.size == (2400, 600)


def test_what_is_seen_through_becomes_white():
    file = BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(file, "PNG")

    with Image.open(clean_photograph(upload(file.getvalue()))) as after:
        assert after.getpixel((5, 5)) == (255, 255, 255)


def test_a_refusal_says_which_kinds_we_take():
    with pytest.raises(ValidationError) as refusal:
        clean_photograph(upload(SVG))

    assert refusal.value.code == "no_picture"


def test_a_photograph_must_be_chosen_again_when_something_else_is_wrong(client, clock):
    response = send(client, clock, email="", photo=upload(photograph()))

    assert Page(response).texts("ul", class_="errorlist") == [
        "Choose the photograph again: the browser does not keep it.",
        "This field is required.",
    ]
