"""Each block shows the editor what it will look like, and says what it is for."""

import pytest
from django.urls import reverse
from django.utils import translation

from hub.blocks import BodyBlock
from tests import factories
from tests.staff import sign_in

BLOCKS = BodyBlock().child_blocks


@pytest.fixture
def staff(client, home):
    """An editor at work."""
    return sign_in(client, factories.make_staff("Editors"))


def preview_of(staff, name: str):
    """The preview of a block of the pages' own body."""
    from home.models import StandardPage  # noqa: PLC0415 -- beside its only use

    block = StandardPage._meta.get_field("body").stream_block.child_blocks[name]
    address = reverse("wagtailadmin_block_preview")
    return block, staff.get(address, {"id": block.definition_prefix})


@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_has_a_preview_and_a_description(staff, name):
    factories.make_person()
    factories.make_image()
    block, response = preview_of(staff, name)
    assert response.status_code == 200
    assert block.is_previewable is True
    assert bool(block.get_description()) is True


@pytest.mark.parametrize("name", ["image", "video", "contact"])
def test_a_block_is_previewed_where_nothing_was_uploaded(staff, name):
    assert preview_of(staff, name)[1].status_code == 200


def test_the_preview_wears_the_look_of_the_site(staff):
    _block, response = preview_of(staff, "quote")
    html = response.content.decode()
    assert html.count("css/hub.css") == 1
    assert html.count("Vi bager. Det er det hele.") == 1


@pytest.mark.parametrize("name", ["image", "video"])
def test_the_chooser_of_a_picture_has_a_name_to_translate(name):
    picture = BLOCKS[name].child_blocks["poster" if name == "video" else "image"]
    chooser = picture.child_blocks["image"]
    with translation.override("da"):
        assert str(chooser.label) == "Billede"
