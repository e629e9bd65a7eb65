"""Former addresses: where something was leads to where it is now.

Wagtail writes a `Redirect` for a page whose address changes, and for each page below
it; `keep_address` writes one for what is told of without a page of its own. Staff see
all of them in one list. They count only where an address would say 404.
"""

from collections.abc import Callable
from typing import NamedTuple

from django.conf import settings
from django.db import models, transaction
from django.db.models import F
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.urls import Resolver404, reverse
from django.utils import translation
from wagtail.contrib.redirects.models import Redirect

from hub.routing import MAX_DEPTH, language_of, page_at, the_site

LONGEST = Redirect._meta.get_field("old_path").max_length


class _Kind(NamedTuple):
    index_url: Callable[[str], str]
    view: str
    told: Callable[[], models.QuerySet]

    def addresses(self, slug: str) -> list[str]:
        """All paths that hold a slug, always in the same order."""
        found = []
        for code, _name in settings.LANGUAGES:
            if below := self.index_url(code):
                found.append(f"{below}{slug}/")
            with translation.override(code):
                found.append(reverse(self.view, args=[slug]))
        return found


_kinds: dict[type[models.Model], _Kind] = {}


def register(
    model: type[models.Model],
    *,
    index_url: Callable[[str], str],
    view: str,
    told: Callable[[], models.QuerySet],
) -> None:
    """Say where a kind of things with a `slug` lies, and which of them readers know.

    Below its list, whose address in a language `index_url` gives, and at the `view` of
    a name that takes the slug.
    """
    _kinds[model] = _Kind(index_url, view, told)


@transaction.atomic
def keep_address(thing: models.Model, former: str) -> None:
    """Let the addresses of a former slug lead to those of the present one.

    One that it had earlier and has again is its own; what nobody was told of leaves
    nothing behind.
    """
    if not former or former == thing.slug:
        return
    kind = _kinds[type(thing)]
    is_told = kind.told().filter(pk=thing.pk).exists()
    ours = Redirect.objects.filter(automatically_created=True)
    pairs = zip(kind.addresses(former), kind.addresses(thing.slug), strict=True)
    for old, new in pairs:
        ours.filter(old_path=Redirect.normalise_path(new)).delete()
        ours.filter(redirect_link=old).update(redirect_link=new)
        if is_told:
            Redirect.objects.update_or_create(
                old_path=Redirect.normalise_path(old),
                site=the_site(),
                defaults={
                    "redirect_link": new,
                    "redirect_page": None,
                    "redirect_page_route_path": "",
                    "is_permanent": True,
                    "automatically_created": True,
                },
            )


class KeepsAddress:
    """A view of the admin that edits a row with a `slug`: the former one leads on."""

    def save_instance(self):
        """Save the row, and what its address was."""
        former = self.form.initial.get("slug", "")
        saved = super().save_instance()
        keep_address(saved, former)
        return saved


def way_on(request: HttpRequest) -> HttpResponse | None:
    """The way to where something is now that lay at the address asked for.

    A page that moved takes what it shows below itself along: its feeds, what has been,
    the pages made of facts. One query where nothing moved. A browser asks each time:
    one that kept the answer would go in a circle when the old address is given back.
    """
    if "\0" in request.path:
        return None
    asked = Redirect.normalise_path(request.get_full_path())
    path = Redirect.normalise_path(request.path)
    parts = path.split("/")[: MAX_DEPTH + 2]
    above = ["/".join(parts[:length]) for length in range(len(parts), 2, -1)]
    wanted = [each for each in (asked, *above) if len(each) <= LONGEST]
    rows = Redirect.get_for_site(the_site()).filter(old_path__in=wanted)
    rows = rows.select_related("redirect_page").order_by(
        F("site").asc(nulls_first=True)
    )
    found = {row.old_path: row for row in rows}
    for old in filter(found.__contains__, wanted):
        row, address = found[old], _target_of(found[old], path[len(old) :])
        if address and address.rstrip("/") != request.path.rstrip("/"):
            query = "" if old == asked else request.META.get("QUERY_STRING", "")
            kind = (
                HttpResponsePermanentRedirect
                if row.is_permanent
                else HttpResponseRedirect
            )
            response = kind(f"{address}?{query}" if query else address)
            response.headers["Cache-Control"] = "no-cache"
            return response
    return None


def _target_of(row: Redirect, rest: str) -> str:
    """Where a row leads, with the rest of a path below what moved; or empty."""
    if row.redirect_page is None:
        return "" if rest else row.redirect_link
    page = row.redirect_page.specific
    if not page.live:
        return "" if rest else page.address_in(language_of(page))
    if not (route := row.redirect_page_route_path + (rest and f"{rest}/")):
        return page.get_url()
    language, *slugs = row.old_path.strip("/").split("/")
    if rest and page_at(language, slugs):  # what lies there now has its own
        return ""
    try:
        page.resolve_subpage(route)
    except (AttributeError, Resolver404):
        return ""
    return page.get_url().rstrip("/") + route
