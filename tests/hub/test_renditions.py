"""The worker resizes pictures before a page that shows them is drawn."""

import re
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from wagtail.images.models import Filter

from hub import jobs
from hub.models import HubImage, Rendition
from hub.models.media import RENDITIONS
from tests import factories

pytestmark = pytest.mark.once

TAG = re.compile(r"{% (?:picture|image|srcset_image) \S+ ((?:[a-z]+-\S+ )+)")


def show(image: HubImage) -> str:
    """The address of a page that shows a picture in every way that there is."""
    picture = {"image": image.pk, "alt_text": "Brød", "decorative": False}
    film = {"url": "https://vimeo.com/1", "title": "Film", "transcript": "<p>Vi</p>"}
    blocks = [
        factories.make_block("image", {"image": picture, "caption": ""}),
        factories.make_block("video", film | {"poster": picture}),
    ]
    fields = {"listing_image": image, "listing_image_alt": "Brød"}
    return factories.make_standard_page(body=blocks, **fields).url


def test_after_the_job_a_first_drawing_makes_no_picture(client, home):
    image = factories.make_image(size=(1300, 900))
    jobs.make_renditions()
    made = set(Rendition.objects.values_list("filter_spec", flat=True))

    response = client.get(show(image))

    assert response.content.decode().count("<picture") == 2
    assert made == set(RENDITIONS)
    assert Rendition.objects.count() == len(RENDITIONS)


def test_a_drawing_without_the_job_makes_them(client, home):
    client.get(show(factories.make_image(size=(1300, 900))))

    made = set(Rendition.objects.values_list("filter_spec", flat=True))
    portraits = {spec for spec in RENDITIONS if spec.startswith("fill-")}
    assert made == set(RENDITIONS) - portraits


def test_a_run_makes_few_and_the_next_goes_on(home):
    count = jobs.MOST_PICTURES + 1
    for _number in range(count):
        factories.make_image(size=(20, 10))

    left = [HubImage.objects.lacking_renditions().count()]
    for _run in range(3):
        jobs.make_renditions()
        left.append(HubImage.objects.lacking_renditions().count())

    assert left == [count, 1, 0, 0]


def test_a_picture_without_its_file_holds_nobody_up(home):
    whole, lost = factories.make_image(), factories.make_image()
    lost.file.storage.delete(lost.file.name)

    jobs.make_renditions()

    assert list(HubImage.objects.lacking_renditions()) == [lost]
    assert whole.renditions.count() == len(RENDITIONS)


def test_the_sizes_are_those_of_the_templates():
    used = set()
    for file in Path(django_settings.BASE_DIR, "templates").rglob("*.html"):
        for found in TAG.findall(file.read_text()):
            used |= set(Filter.expand_spec(found.split()))

    assert used == set(RENDITIONS)
