"""What all desks in the admin share: who comes in, and that nothing of it is kept."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache


def for_staff(right: str) -> Callable:
    """`@for_staff("app.right")`: a view for who has a right; its answer is not kept."""

    def wrap(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if not request.user.has_perm(right):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return never_cache(guarded)

    return wrap
