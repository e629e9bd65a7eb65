"""What may be uploaded: kinds, bytes and pixels; and what it must say."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.documents import get_document_model

from hub.models import Consent, HubImage
from tests import factories
from tests.staff import sign_in
from tests.stories.makers import make_consent, make_portrait


@pytest.fixture
def editor(client, home, settings):
    """Somebody who may upload, with limits that a test reaches."""
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20_000
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 20_000
    return sign_in(client, factories.make_staff("Editors"))


SVG = b"""<?xml version="1.0"?>
<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" viewBox="0 0 9 9"/>"""


def png(size=(100, 100), padding: int = 0) -> bytes:
    file = BytesIO()
    Image.new("RGB", size, "#d8492a").save(file, "PNG")
    return file.getvalue() + b"\0" * padding


def jpeg(cut: int = 0) -> bytes:
    """A photograph, without so many of its last bytes."""
    file = BytesIO()
    noise = Image.effect_noise((150, 150), 90).convert("RGB")
    noise.save(file, "JPEG")
    return file.getvalue()[: -cut or None]


def upload(client, content: bytes, name: str = "brød.png", **more):
    """Send a picture as the form does."""
    file = SimpleUploadedFile(name, content)
    form = {"title": "Brød", "credit": "Ina Holm", "file": file} | more
    return client.post(reverse("wagtailimages:add"), form)


def errors_of(response) -> list[str]:
    return list(response.context["form"].errors)


def test_a_picture_with_credit_is_kept(editor):
    upload(editor, png())
    assert [(each.title, each.credit) for each in HubImage.objects.all()] == [
        ("Brød", "Ina Holm")
    ]


@pytest.mark.parametrize(
    ("content", "name", "more", "wrong"),
    [
        (png(size=(201, 200)), "brød.png", {}, ["file"]),
        (png(padding=20_000), "brød.png", {}, ["file"]),
        (SVG, "brød.svg", {}, ["file"]),
        (SVG, "brød.png", {}, ["file"]),
        (png(), "brød.exe", {}, ["file"]),
        (png(), "brød.png", {"credit": ""}, ["credit"]),
        (png()[:-200], "brød.png", {}, ["file"]),
        (jpeg(cut=3000), "brød.jpg", {}, ["file"]),
        (b"", "brød.png", {}, ["file"]),
        (png(), "brød.png", {"who_is_in_it": "people"}, ["consents"]),
        (png(), "brød.png", {"who_is_in_it": "somebody"}, ["who_is_in_it"]),
    ],
)
def test_what_is_too_much_or_says_too_little_is_refused(
    editor, content, name, more, wrong
):
    response = upload(editor, content, name, **more)
    assert errors_of(response) == wrong
    assert HubImage.objects.count() == 0


def test_the_page_for_many_pictures_has_the_same_limits(editor):
    address = reverse("wagtailimages:add_multiple")
    wrong = (png(size=(201, 200)), jpeg(cut=3000), SVG)
    for content, expected in (*((each, False) for each in wrong), (jpeg(), True)):
        name = "brød.jpg" if content.startswith(b"\xff\xd8") else "brød.png"
        file = SimpleUploadedFile(name, content)
        response = editor.post(address, {"title": "Brød", "files[]": file})
        assert response.json()["success"] is expected


@pytest.mark.parametrize(
    ("name", "size", "kept"),
    [
        ("regler.pdf", 10, 1),
        ("regler.pdf", 20_001, 0),
        ("regler.html", 10, 0),
        ("regler.svg", 10, 0),
        ("regler", 10, 0),
    ],
)
@pytest.mark.parametrize("way", ["add", "add_multiple"])
def test_documents_have_kinds_and_a_size(editor, way, name, size, kept):
    file = SimpleUploadedFile(name, b"%PDF-" + b"x" * (size - 5))
    key = "file" if way == "add" else "files[]"
    form = {"title": "Regler", key: file}
    editor.post(reverse(f"wagtaildocs:{way}"), form)
    assert get_document_model().objects.count() == kept


def test_a_translator_uploads_nothing(client, home):
    sign_in(client, factories.make_staff("Translators"))
    upload(client, png())
    assert HubImage.objects.count() == 0


MESSAGES = [
    (
        png()[:-200],
        "The picture cannot be read to its end. Send the file again.",
        "Billedet kan ikke læses til ende. Send filen igen.",
    ),
    (png(size=(201, 200)), "too many pixels", "for mange billedpunkter"),
    (png(padding=20_000), "too big", "for stor"),
    (SVG, "", ""),
]


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("wrong", MESSAGES)
def test_what_is_wrong_with_a_picture_is_said(editor, settings, wrong, language):
    settings.LANGUAGE_CODE = language
    content, english, danish = wrong

    [said] = upload(editor, content).context["form"].errors["file"]

    assert (danish if language == "da" else english) in said


def test_who_is_in_a_picture_is_asked_and_kept(editor):
    given = make_consent(name="Ina Holm")
    make_consent(name="Bo Ek", state="declined")

    page = editor.get(reverse("wagtailimages:add"))
    upload(editor, png(), who_is_in_it="people", consents=[given.pk])

    choices = [
        str(label) for _pk, label in page.context["form"].fields["consents"].choices
    ]
    [image] = HubImage.objects.all()
    assert [label.split(",")[0] for label in choices] == ["Ina Holm"]
    assert (image.who_is_in_it, list(image.consents.all())) == ("people", [given])


def test_a_yes_that_was_taken_back_still_stands_on_its_picture(editor):
    given = make_consent(name="Ina Holm")
    image = make_portrait(given)
    Consent.objects.filter(pk=given.pk).update(state="declined")

    page = editor.get(reverse("wagtailimages:edit", args=[image.pk]))

    field = page.context["form"].fields["consents"]
    assert [choice[0].value for choice in field.choices] == [given.pk]
