"""Papers about people: who gets them, how they are sent, and what is written down."""

import datetime as dt
import re

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.models import ModelLogEntry

from hub.models import DataAct, Paper, PaperReading
from tests.factories import committed, make_staff, make_user
from tests.staff import sign_in

CONTENT = b"%PDF-1.7 an agreement"


def make_paper(**fields) -> Paper:
    """A paper about somebody, kept for a year."""
    values = {
        "title": "Aftale",
        "about_email": "bo@example.org",
        "keep_until": timezone.localdate() + dt.timedelta(days=365),
        "file": ContentFile(CONTENT, name="aftale.pdf"),
    }
    return Paper.objects.create(**values | fields)


def read(client, paper: Paper):
    """Ask for the file, at its address in the admin, and go where that leads."""
    return client.get(f"/admin/papers/{paper.pk}/file/", follow=True)


def content_of(response) -> bytes:
    """What a file answer sends; closed afterwards."""
    content = b"".join(response.streaming_content)
    for close in response._resource_closers:  # its own close() ends the connection
        close()
    return content


def test_hub_managers_get_the_file_and_it_is_written_down(client, db):
    paper = make_paper()
    manager = make_staff("Hub managers")

    response = read(sign_in(client, manager), paper)

    assert content_of(response) == CONTENT
    assert (
        response.headers["Content-Disposition"] == 'attachment; filename="Aftale.pdf"'
    )
    assert response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response.headers["Cache-Control"]
    readings = PaperReading.objects.values_list("paper", "read_by")
    assert list(readings) == [(paper.pk, manager.pk)]


@pytest.mark.parametrize(
    "role", ["Editors", "Translators", "Publishers", "Booking desk", "Venue hosts"]
)
def test_for_other_staff_a_paper_does_not_exist(client, db, role):
    response = read(sign_in(client, make_staff(role)), make_paper())

    assert response.status_code == 404
    assert PaperReading.objects.count() == 0


def test_readers_are_sent_to_sign_in_and_others_refused(client, db):
    paper = make_paper()

    assert read(client, paper).redirect_chain[0][0].startswith("/da/konto/login/")
    client.force_login(make_user(paper.about_email))

    assert read(client, paper).status_code == 403
    assert PaperReading.objects.count() == 0


def test_without_a_second_factor_no_paper_is_sent(client, db):
    client.force_login(make_staff("Hub managers"))

    assert read(client, make_paper()).redirect_chain != []
    assert PaperReading.objects.count() == 0


def test_a_paper_lies_outside_public_media(client, settings, db):
    paper = make_paper()

    assert paper.file.path.startswith(str(settings.PRIVATE_ROOT))
    assert not paper.file.path.startswith(str(settings.MEDIA_ROOT))
    assert client.get(paper.file.url, follow=True).status_code == 404


def test_a_paper_whose_file_is_gone_is_not_found(client, db):
    paper = make_paper()
    paper.file.storage.delete(paper.file.name)

    response = read(sign_in(client, make_staff("Hub managers")), paper)

    assert response.status_code == 404
    assert PaperReading.objects.count() == 0


def upload(client, name: str = "aftale.pdf", content: bytes = CONTENT):
    """Send the form for a new paper."""
    typed = {
        "title": "Aftale",
        "file": SimpleUploadedFile(name, content),
        "about_email": "bo@example.org",
        "keep_until": "2036-01-31",
    }
    return client.post("/admin/papers/new/", typed)


def test_a_hub_manager_uploads_changes_and_deletes(client, db):
    manager = make_staff("Hub managers")
    sign_in(client, manager)

    assert upload(client).status_code == 302
    paper = Paper.objects.get()
    assert (paper.uploaded_by, paper.keep_until) == (manager, dt.date(2036, 1, 31))
    assert re.fullmatch(r"\d{4}/\d\d/aftale\w*\.pdf", paper.file.name)
    listing = client.get("/admin/papers/")
    assert f"/admin/papers/{paper.pk}/file/" in listing.content.decode()
    changes = {"title": "Kontrakt", "about_email": "", "keep_until": "2036-01-31"}
    client.post(f"/admin/papers/edit/{paper.pk}/", changes)
    paper.refresh_from_db()
    assert (paper.title, paper.about_email) == ("Kontrakt", "")
    storage, name = paper.file.storage, paper.file.name
    with committed():
        client.post(f"/admin/papers/delete/{paper.pk}/")
    assert (Paper.objects.count(), storage.exists(name)) == (0, False)
    acts = DataAct.objects.values_list("act", "what", "done_by")
    assert list(acts) == [("deleted", "papers", manager.pk)]
    labels = ModelLogEntry.objects.values_list("label", flat=True)
    assert set(labels) == {"–"}


@pytest.mark.parametrize("role", ["Editors", "Publishers", "Venue hosts"])
def test_other_staff_find_no_papers_in_the_admin(client, db, role):
    sign_in(client, make_staff(role))

    assert client.get("/admin/papers/").status_code == 302
    assert upload(client).status_code == 302
    assert Paper.objects.count() == 0
    assert "/admin/papers/" not in client.get("/admin/").content.decode()


def test_files_of_other_kinds_and_large_ones_are_refused(client, db, settings):
    sign_in(client, make_staff("Hub managers"))
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = len(CONTENT)

    assert upload(client, "page.html").status_code == 200
    assert upload(client, content=CONTENT + b"!").status_code == 200
    assert Paper.objects.count() == 0
    assert upload(client).status_code == 302
    assert Paper.objects.count() == 1


def test_public_documents_are_sent_as_files_too(client, db):
    file = ContentFile(b"<script>alert(1)</script>", name="page.pdf")
    document = Document.objects.create(title="Page", file=file)

    response = client.get(document.url)

    assert content_of(response) == b"<script>alert(1)</script>"
    assert response.headers["Content-Disposition"].startswith("attachment")
