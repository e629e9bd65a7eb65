"""What may be done with somebody's data, through the person's own door or staff's."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django import forms
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from hub import papers, privacy
from hub.forms import refuse_cpr, status_of
from hub.models import User
from hub.privacy import Act, Item, Subject

LIFETIME = 15 * 60  # seconds from the code, or from the reason that staff gave
RIGHT = "hub.act_on_personal_data"


@dataclass(frozen=True)
class Door:
    """A way to somebody's data: names its addresses, templates and session key."""

    name: str
    folder: str
    is_for_staff: bool = False

    def url(self, page: str = "", *args: object) -> str:
        """The address of one of its pages."""
        return reverse(f"{self.name}_{page}" if page else self.name, args=args)

    def open(
        self, request: HttpRequest, *, address: str = "", words: str = "", reason=""
    ) -> "Visit":
        """Let this session in for a quarter of an hour, and write that down."""
        request.session[self.name] = {
            "address": address,
            "words": words,
            "reason": reason,
            "until": time.time() + LIFETIME,
        }
        visit = self.visit(request)
        privacy.log(Act.SHOWN, visit.subject, **visit.who)
        return visit

    def visit(self, request: HttpRequest) -> "Visit | None":
        """Who is looked at in this session, while the quarter of an hour lasts."""
        if self.is_for_staff and not request.user.has_perm(RIGHT):
            raise PermissionDenied
        said = request.session.get(self.name)
        if not said:
            return None
        if said["until"] < time.time():
            self.close(request)
            return None
        address, words = said["address"], said["words"]
        subject = privacy.subject_at(address) if address else Subject("", words=words)
        by = request.user if self.is_for_staff else None
        return Visit(self, subject, by, said["reason"])

    def close(self, request: HttpRequest) -> None:
        """Forget whom this session looked at."""
        request.session.pop(self.name, None)


OWN = Door("your_data", "hub/your_data")
STAFF = Door(privacy.STAFF_DOOR, "hub/admin/privacy", is_for_staff=True)


@dataclass(frozen=True)
class Visit:
    """Whose data are open, through which door, by whom and why."""

    door: Door
    subject: Subject
    by: User | None
    reason: str

    @property
    def who(self) -> dict:
        """Whom the log names."""
        return {"by": self.by, "reason": self.reason}


def visited(view: Callable) -> Callable:
    """Give the view the visit of its door; without one, lead to the door."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args, door: Door = OWN, **kwargs):
        visit = door.visit(request)
        if visit is None:
            return HttpResponseRedirect(door.url())
        return view(request, visit, *args, **kwargs)

    return guarded


def draw(
    request: HttpRequest, visit: Visit, page: str, *, status: int = 200, **context
) -> HttpResponse:
    """One of the door's templates."""
    context = {"door": visit.door, "subject": visit.subject, **context}
    return render(request, f"{visit.door.folder}_{page}.html", context, status=status)


@visited
def show(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Everything held on the person, in one list."""
    held = privacy.held_on(visit.subject)
    can_delete = any(not item.stay for each in held for item in each.items)
    return draw(request, visit, "list", held=held, can_delete=can_delete)


# Taking it along --------------------------------------------------------------------


@visited
def download(request: HttpRequest, visit: Visit, kind: str) -> HttpResponse:
    """The same list as a file: for machines, or to read."""
    make = {"json": as_json, "txt": as_text}.get(kind)
    if make is None:
        raise Http404
    content = make(visit.subject)
    privacy.log(Act.FETCHED, visit.subject, what=kind, **visit.who)
    name = _("your-data") + f".{kind}"
    types = {"json": "application/json", "txt": "text/plain; charset=utf-8"}
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=types[kind], headers=headers)


def as_json(subject: Subject) -> str:
    """The list as a program reads it."""
    whole = {
        "whose": subject.address or subject.words,
        "made_at": timezone.now().isoformat(timespec="seconds"),
        "held": privacy.report(subject),
    }
    return json.dumps(whole, ensure_ascii=False, indent=2)


def as_text(subject: Subject) -> str:
    """The list as a person reads it."""
    context = {
        "whose": subject.address or subject.words,
        "now": timezone.now(),
        "held": privacy.report(subject),
    }
    return render_to_string("hub/your_data.txt", context)


@visited
def paper(request: HttpRequest, visit: Visit, pk: str) -> HttpResponse:
    """A paper about the person, as a file."""
    item = _item(visit, "papers", pk)
    response = papers.as_file(item.row, read_by=visit.by)
    privacy.log(Act.FETCHED, visit.subject, what="papers", **visit.who)
    return response


# Correcting -------------------------------------------------------------------------


class CorrectionForm(forms.ModelForm):
    """The fields of a row that the person may change."""

    def __init__(self, *args, **kwargs):
        """Refuse CPR numbers in all that takes free text."""
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if type(field) is forms.CharField:
                field.validators = [*field.validators, refuse_cpr]


@visited
def correct(request: HttpRequest, visit: Visit, name: str, pk: str) -> HttpResponse:
    """A form for what the person may change."""
    item = _item(visit, name, pk)
    if not item.line.correct:
        raise Http404
    model, fields = type(item.row), item.line.correct
    make = forms.modelform_factory(model, form=CorrectionForm, fields=fields)
    form = make(request.POST or None, instance=item.row)
    if request.method == "POST" and form.is_valid():
        form.save()
        privacy.log(Act.CORRECTED, visit.subject, what=name, **visit.who)
        messages.success(request, _("It is corrected."))
        return HttpResponseRedirect(visit.door.url("list"))
    context = {"item": item, "form": form, "status": status_of(form)}
    return draw(request, visit, "correct", **context)


# Deleting ---------------------------------------------------------------------------


@visited
def delete(request: HttpRequest, visit: Visit, name: str, pk: str) -> HttpResponse:
    """Asks once, then deletes one thing; says why where it must stay."""
    item = _item(visit, name, pk)
    if item.line.part_of:
        raise Http404
    if request.method != "POST":
        return draw(request, visit, "delete", item=item)
    if not privacy.delete(item, visit.subject, **visit.who):
        return draw(request, visit, "delete", item=item, status=409)
    _keep_open(request, visit)
    messages.success(request, _("It is deleted."))
    return HttpResponseRedirect(visit.door.url("list"))


@visited
def delete_everything(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Asks once, then deletes all that may be; names what must stay."""
    if not visit.subject.address:
        raise Http404  # a name may be that of several people
    held = privacy.held_on(visit.subject)
    if request.method != "POST":
        return draw(request, visit, "delete_all", held=held)
    privacy.delete_everything(visit.subject, **visit.who)
    visit.door.close(request)
    _leave_ended_session(request)
    return draw(request, visit, "done", held=held)


@require_POST
@visited
def close(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Done: the next one at this machine sees nothing."""
    visit.door.close(request)
    return HttpResponseRedirect(visit.door.url())


def _item(visit: Visit, name: str, pk: str) -> Item:
    """A thing of this very person; another's does not exist."""
    item = privacy.item_of(visit.subject, name, pk)
    if item is None:
        raise Http404
    return item


def _keep_open(request: HttpRequest, visit: Visit) -> None:
    """Go on in a new session where the deletion ended this one."""
    said = request.session[visit.door.name]
    _leave_ended_session(request)
    request.session[visit.door.name] = said


def _leave_ended_session(request: HttpRequest) -> None:
    """An account's deletion ends its sessions: this one must not be saved again."""
    if not request.session.exists(request.session.session_key):
        request.session.flush()
        request.user = AnonymousUser()
