"""The page of the search: a plain form that works everywhere."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hub.bilingual import SOURCE
from hub.paging import page_links
from search import lookups
from search.feeds import following
from search.finding import MOST_PAGES, ROWS, Found, look
from search.forms import SearchForm
from search.kinds import BY_NAME, KINDS
from search.snippets import marked, passage_of


def search(request: HttpRequest) -> HttpResponse:
    """What is found, with the words marked; the form alone where nothing is asked."""
    form, language = SearchForm(request.GET), get_language()
    context = {"form": form, "is_asked": bool(form.words or form.narrowed)}
    if context["is_asked"]:
        page = _page_of(request)
        found = look(form.words, language, form.marks, form.chosen, page)
        if _is_first_look(form, page):
            lookups.count(form.words, language, in_vain=not sum(found.counts.values()))
        context |= shown_of(found, form, page, language)
    context |= following(form, context.get("shown_words", ""))
    return render(request, "search/search.html", context)


def _page_of(request: HttpRequest) -> int:
    text = request.GET.get("page", "")
    return min(int(text), MOST_PAGES) if text.isdecimal() and len(text) < 5 else 1


def _is_first_look(form: SearchForm, page: int) -> bool:
    """Whether somebody typed it, and did not only turn a page or narrow it down."""
    return page == 1 and not form.narrowed and "kind" not in form.said


def shown_of(found: Found, form: SearchForm, page: int, language: str) -> dict:
    """What the template is given of what was found."""
    paginator = Paginator(range(min(found.number, ROWS * MOST_PAGES)), ROWS)
    return {
        "found": found,
        "shown_words": found.instead or form.words,
        "rows": [row_of(hit, found, language) for hit in found.hits],
        "tabs": tabs_of(found, form),
        "pages": page_links(paginator.get_page(page), form.kept()),
        "near_url": form.kept(q=found.near) if found.near else "",
        "danish_url": _danish_url(form) if found.in_danish else "",
        "nearby": [(word, form.kept(q=word)) for word in found.nearby],
        "is_narrowed": bool(form.narrowed or "kind" in form.said),
        "wider_url": form.kept(**dict.fromkeys(form.fields, "") | {"q": form.words}),
    }


def row_of(hit, found: Found, language: str) -> dict:
    """One hit as it is drawn."""
    entry, roots = hit.entry, found.question.roots
    return {
        "entry": entry,
        "kind": BY_NAME[entry.kind].label,
        "place": entry.place,
        "title": marked(entry.title, roots, entry.language),
        "passage": marked(passage_of(entry, roots), roots, entry.language),
        "language": entry.written_in if entry.written_in != language else "",
        "is_recommended": hit.is_recommended,
        **hit.beside,
    }


def tabs_of(found: Found, form: SearchForm) -> list[dict]:
    """All, and each kind of which something is found, with how many."""
    chosen = form.said.get("kind", "")
    there = [kind for kind in KINDS if found.counts.get(kind.name)]
    total = sum(found.counts.values())
    tabs = [("", _("All"), total)]
    tabs += [(kind.name, kind.plural, found.counts[kind.name]) for kind in there]
    return [
        {
            "label": label,
            "number": number,
            "url": form.kept(kind=name),
            "is_current": name == chosen,
        }
        for name, label, number in tabs
    ]


def _danish_url(form: SearchForm) -> str:
    with translation.override(SOURCE):
        return reverse("search") + form.kept()
