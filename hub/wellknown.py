"""`/robots.txt` and `/.well-known/security.txt`."""

import datetime as dt

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation

from hub.models import SiteSettings

SECURITY_TXT_LASTS = dt.timedelta(days=180)
SIGN_INS = ("sign_in", "account_login")


def robots_txt(request: HttpRequest) -> HttpResponse:
    """What search engines need not look at; all of it where the content is invented."""
    found = SiteSettings.objects.first()
    is_invented = bool(found and found.is_example and not settings.DEBUG)
    closed = ["/"] if is_invented else ["/admin/", *sign_in_addresses()]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    return _plain([*lines, "", f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}"])


def sign_in_addresses() -> list[str]:
    """Where people sign in, in both languages."""
    found = []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found += [reverse(name) for name in SIGN_INS]
    return found


def security_txt(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a hole in the site (RFC 9116)."""
    found = SiteSettings.objects.first() or SiteSettings()
    contact = f"mailto:{found.email}" if found.email else f"{settings.SITE_URL}/da/"
    until = (timezone.now() + SECURITY_TXT_LASTS).astimezone(dt.UTC)
    own = settings.SITE_URL + reverse("security_txt")
    lines = [
        f"Contact: {contact}",
        f"Expires: {until:%Y-%m-%dT00:00:00Z}",
        "Preferred-Languages: da, en",
        f"Canonical: {own}",
    ]
    return _plain(lines)


def _plain(lines: list[str]) -> HttpResponse:
    return HttpResponse(
        "\n".join(lines) + "\n", content_type="text/plain; charset=utf-8"
    )
