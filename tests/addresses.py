"""Every address of the site, as the resolver has them, with values filled in."""

import copy
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from django.db import transaction
from django.template import Origin
from django.template.loaders.base import Loader
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from django.utils.regex_helper import normalize


class Address(NamedTuple):
    """One pattern: its full name (else its route), a path with gaps, and the gaps."""

    name: str
    path: str
    gaps: tuple[str, ...]

    def filled(self, values: dict) -> str:
        """The address with a value in each gap."""
        return "/" + self.path % {gap: values[gap] for gap in self.gaps}


def all_addresses() -> list[Address]:
    """All patterns of the project; of two with one name the later is `name 2`."""
    found: dict[str, Address] = {}
    for address in _below(get_resolver(), "", ""):
        name, number = address.name, 1
        while name in found and found[name].path != address.path:
            number += 1
            name = f"{address.name} {number}"
        found[name] = address._replace(name=name)
    return list(found.values())


def _below(resolver: URLResolver, before: str, space: str) -> Iterator[Address]:
    for each in resolver.url_patterns:
        regex = before + each.pattern.regex.pattern.removeprefix("^")
        if isinstance(each, URLResolver):
            inner = f"{space}{each.namespace}:" if each.namespace else space
            yield from _below(each, regex, inner)
        else:
            yield _address(each, regex, space)


def _address(pattern: URLPattern, regex: str, space: str) -> Address:
    path, gaps = normalize(regex)[0]
    name = f"{space}{pattern.name}" if pattern.name else path
    return Address(name, path, tuple(gaps))


class Blank(Loader):
    """Every template, empty: what an address says does not matter, only to whom."""

    def get_template_sources(self, template_name: str) -> Iterator[Origin]:
        """One source for each name."""
        yield Origin(template_name, template_name, self)

    def get_contents(self, origin: Origin) -> str:
        """Nothing."""
        return ""


def outcome(client: Client, path: str) -> str:
    """What an address does with who asks; a form is sent, empty, where GET is not."""
    for manner in ("get", "post", "put"):
        found = _ask(getattr(client, manner), path)
        if found != "405":
            break
    return found if manner == "get" else f"{manner} {found}"


def _ask(send, path: str) -> str:
    client = send.__self__
    cookies = copy.deepcopy(client.cookies)
    # A savepoint and no transaction: some changes insist on one of their own.
    before = transaction.savepoint()
    response = send(path)
    transaction.savepoint_rollback(before)
    for close in response._resource_closers:  # `close()` would close the database too
        close()
    client.cookies = cookies
    return _told(response, path)


def _told(response, path: str) -> str:
    """The status or where it leads; `refused` in each of Wagtail's ways to say so."""
    if response.status_code not in {301, 302}:
        return {403: "refused"}.get(response.status_code, str(response.status_code))
    where = urlsplit(response.headers["Location"]).path
    name = resolve(where).view_name
    if path.startswith("/admin/") and name == "wagtailadmin_home":
        return "refused"
    if name in {"account_login", "sign_in"}:
        return "sign in"
    return f"to {where if name == 'wagtail_serve' else name}"
