"""What every answer tells the browser, and what search engines and finders are told."""

import gzip

import pytest
from django.conf import settings as live
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.documents.models import Document

from hub.models import SiteSettings
from tests import factories
from tests.reading import Page
from tests.staff import sign_in

PUBLIC_POLICY = {
    "default-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'self'",
    "img-src 'self' data:",
    "frame-src 'self' https://www.youtube-nocookie.com https://player.vimeo.com",
}


def policy_of(response) -> set[str]:
    return set(response.headers["Content-Security-Policy"].split("; "))


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 302),
        ("/da/", 200),
        ("/en/", 200),
        ("/en/nothing-here/", 404),
        ("/robots.txt", 200),
        ("/readyz", 503),
        ("/en/sign-in/", 200),
        ("/admin/", 302),
    ],
)
def test_every_answer_is_strict(home, client, path, status):
    response = client.get(path)

    headers = response.headers
    assert response.status_code == status
    assert policy_of(response) == PUBLIC_POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "SAMEORIGIN"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"].split(", ")
    assert "geolocation=()" in headers["Permissions-Policy"].split(", ")


@pytest.mark.parametrize("path", ["/da/", "/en/broken"])
def test_errors_and_foreign_hosts_are_as_strict(home, path):
    client = Client(raise_request_exception=False)

    response = client.get(path, HTTP_HOST="evil.example")

    assert response.status_code == 400
    assert policy_of(response) == PUBLIC_POLICY
    assert "evil.example" not in response.content.decode()


def test_only_the_admin_may_run_inline_scripts(home, client):
    admin = sign_in(client, factories.make_staff()).get("/admin/")

    loosened = policy_of(admin) - PUBLIC_POLICY
    assert loosened == {
        "script-src 'self' 'unsafe-inline'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
    }
    assert policy_of(client.get("/da/")) == PUBLIC_POLICY


@pytest.mark.parametrize("path", ["/da/", "/en/", "/en/nothing-here/"])
def test_a_reader_gets_no_cookie_and_no_inline_script_or_style(home, client, path):
    response = client.get(path)

    page = Page(response)
    inline = [each for each in page.all("script") if not each.get("src")]
    styled = [each.tag for each in page.tree.iter() if each.get("style")]
    handlers = [
        name for each in page.tree.iter() for name in each.attrib if name[:2] == "on"
    ]
    assert dict(response.cookies) == {}
    assert (inline, page.all("style"), styled, handlers) == ([], [], [], [])


def test_a_document_is_downloaded_and_never_shown(home, client):
    file = ContentFile(b"%PDF-1.4", name="plan.pdf")
    document = Document.objects.create(title="Plan", file=file)

    response = client.get(document.url)

    response.close()
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["Content-Security-Policy"] == "default-src 'none'"


def test_uploads_have_limits():
    assert live.WAGTAILIMAGES_MAX_UPLOAD_SIZE == 15 * 1024 * 1024
    assert live.WAGTAILIMAGES_MAX_IMAGE_PIXELS == 50_000_000
    assert live.WAGTAILDOCS_MAX_UPLOAD_SIZE == 20 * 1024 * 1024
    assert "svg" not in live.WAGTAILIMAGES_EXTENSIONS
    assert live.WAGTAILEMBEDS_FINDERS == []
    assert live.WAGTAIL_GRAVATAR_PROVIDER_URL is None


def test_robots_are_kept_from_the_admin_and_the_sign_ins(home, client):
    SiteSettings.objects.create(is_example=False)

    lines = client.get("/robots.txt").content.decode().splitlines()

    assert lines[:2] == ["User-agent: *", "Disallow: /admin/"]
    assert lines[-1] == "Sitemap: http://testserver/sitemap.xml"
    assert "Disallow: /en/sign-in/" in lines
    assert "Disallow: /" not in lines


def test_robots_are_kept_from_invented_content(home, client):
    SiteSettings.objects.create(is_example=True)

    lines = client.get("/robots.txt").content.decode().splitlines()

    assert lines[:2] == ["User-agent: *", "Disallow: /"]


def test_who_finds_a_hole_is_told_whom_to_write_to(home, client, time_machine):
    time_machine.move_to("2026-11-24T12:00:00+00:00")
    SiteSettings.objects.create(email="hub@example.org")

    response = client.get("/.well-known/security.txt")

    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines() == [
        "Contact: mailto:hub@example.org",
        "Expires: 2027-05-23T00:00:00Z",
        "Preferred-Languages: da, en",
        "Canonical: http://testserver/.well-known/security.txt",
    ]


@pytest.mark.parametrize(
    "where",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:"],
)
def test_nobody_is_led_to_a_foreign_site_after_signing_in(home, client, where):
    reader = sign_in(client, factories.make_user())

    response = reader.get("/en/sign-in/", {"next": where})

    assert (response.status_code, response.headers["Location"]) == (302, "/en/")


def test_a_short_address_leads_on_to_the_readers_language(home, client):
    response = client.get("/om", headers={"Accept-Language": "en"})

    assert (response.status_code, response.headers["Location"]) == (302, "/en/om/")


def test_what_a_view_does_not_have_is_not_looked_for_elsewhere(home, client):
    staff = sign_in(client, factories.make_staff())

    response = staff.get("/admin/nothing-here/")

    assert (response.status_code, response.headers["Content-Language"]) == (404, "da")


def test_the_sitemap_is_kept_for_all_languages(
    home, client, settings, django_assert_num_queries
):
    settings.PAGE_CACHE = True
    danish = client.get(reverse("sitemap"), headers={"Accept-Language": "da"})

    with django_assert_num_queries(0):
        english = client.get(reverse("sitemap"), headers={"Accept-Language": "en"})

    assert english.content == danish.content != b""


def test_a_stored_page_is_sent_packed_and_may_be_kept_but_must_be_asked_for(
    home, client, settings
):
    settings.PAGE_CACHE = True
    client.get("/da/")

    response = client.get("/da/", headers={"Accept-Encoding": "gzip"})
    head = client.head("/da/", headers={"Accept-Encoding": "gzip"})

    assert response.headers["Cache-Control"] == "max-age=0, must-revalidate"
    assert response.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.content).startswith(b"<!doctype html>")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["ETag"] == response.headers["ETag"]
