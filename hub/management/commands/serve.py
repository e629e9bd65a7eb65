"""`manage.py serve`: web server and worker together, on one machine."""

import contextlib
import ctypes
import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
from subprocess import Popen

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import translation

from hub import accounts
from hub.models import User

# Measured: with one thread each, a slow write keeps readers waiting.
WORKERS, THREADS = 2, 4
LONGEST_STOP = 30  # seconds; a mail or a task that is begun is finished
PR_SET_PDEATHSIG = 1  # of linux/prctl.h
PUBLIC_MEDIA = ("images", "avatar_images")  # documents are served by Wagtail's view


class Command(BaseCommand):
    """Prepares, starts both, and ends both when one ends or when it is told to."""

    help = "Prepare, then run the web server and a worker until stopped."
    requires_system_checks = []

    def add_arguments(self, parser):
        """`--demo` makes the site one to try out."""
        parser.add_argument("--demo", action="store_true", help="Load the demo once.")

    def handle(self, *, demo, **options):
        """Stop with a sentence before anything is started, or run."""
        refuse_taken_port()
        try:
            self._say("Preparing the database ...")
            call_command("prepare")
            if demo:
                self._load_demo_once()
            self.check(databases=["default"])
            self._run()
        except KeyboardInterrupt:
            self._say("\nStopped.")

    def _say(self, line: str) -> None:
        """At once, for the output may be a file that somebody watches."""
        self.stdout.write(line)
        self.stdout.flush()

    def _load_demo_once(self) -> None:
        """Load it into a site that lacks it, and finish what was interrupted."""
        begun = settings.VAR_DIR / "demo-begun"
        if User.objects.from_demo().exists() and not begun.exists():
            return
        self._say("Loading the demo: about half a minute, only this once ...")
        begun.touch()
        call_command("load_demo")
        begun.unlink()

    def _run(self) -> None:
        """Wait for a signal, or for one of the two to end."""
        stop = threading.Event()
        for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(name, lambda *_: stop.set())
        manage = [sys.executable, "manage.py"]
        with (
            ended_with_us("web server", web_server()) as web,
            ended_with_us("worker", [*manage, "worker"]) as worker,
        ):
            is_told = False
            while not stop.is_set() and web.poll() is None and worker.poll() is None:
                if not is_told and (is_told := answers()):
                    self._tell()
                stop.wait(0.2)
            self._say("Stopping ...")
        if not stop.is_set():
            raise CommandError("The web server or the worker ended; see above.")

    def _tell(self) -> None:
        """Where the site is and, for a demo, who signs in."""
        places = {"Danish": "/da/", "English": "/en/", "For staff": "/admin/"}
        if settings.DEBUG:
            places["Mails it sent"] = "/mail/"
        self._say(self.style.SUCCESS("The hub is running."))
        for name, path in places.items():
            self._say(f"  {name:<16}{settings.SITE_URL}{path}")
        if settings.DEBUG:
            self._tell_sign_ins()
        self._say("Ctrl-C stops it.")

    def _tell_sign_ins(self) -> None:
        """Staff by password and code, everybody else by a code alone."""
        from_demo = User.objects.from_demo().order_by("email")
        staff = from_demo.staff()
        others = from_demo.exclude(pk__in=staff.values("pk"))
        secrets = f"password {accounts.DEMO_PASSWORD}, code {accounts.DEMO_CODE}"
        self._say(f"Demo staff ({secrets}):")
        for user in staff.prefetch_related("groups"):
            roles = ", ".join(group.name for group in user.groups.all())
            self._say(f"  {user.email:<28}{roles or 'All rights'}")
        with translation.override("da"):
            place = f"{settings.SITE_URL}{reverse('sign_in')}"
        self._say(f"Others (code {accounts.DEMO_CODE}, at {place}):")
        for user in others:
            self._say(f"  {user.email:<28}{user.get_full_name()}")


def web_server() -> list[str]:
    """The line that starts granian; it serves pictures without Python."""
    line = [sys.executable, "-m", "granian", "--interface", "wsgi"]
    line += ["--host", settings.HOST, "--port", str(settings.PORT)]
    line += ["--workers", str(WORKERS), "--blocking-threads", str(THREADS)]
    line += ["--respawn-failed-workers", "--workers-kill-timeout", "10"]
    line += ["--log-level", "warning"]
    for name in PUBLIC_MEDIA:
        folder = settings.MEDIA_ROOT / name
        folder.mkdir(parents=True, exist_ok=True)
        route = f"{settings.MEDIA_URL}{name}"
        line += ["--static-path-route", route, "--static-path-mount", str(folder)]
    return [*line, "hub.wsgi:application"]


@contextlib.contextmanager
def ended_with_us(name: str, line: list[str]):
    """Run a program until the block ends; kindly first, then by force."""
    # A group of its own, for granian's workers hang when the terminal's Ctrl-C reaches
    # them besides our signal.
    process = Popen(  # noqa: S603 -- ours
        line,
        cwd=settings.BASE_DIR,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
        stdin=subprocess.DEVNULL,
        process_group=0,
        preexec_fn=end_with_parent,
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(LONGEST_STOP)
        except subprocess.TimeoutExpired:
            sys.stderr.write(f"The {name} did not stop in time and is ended.\n")
            process.kill()


def end_with_parent() -> None:
    """Ask Linux for a SIGTERM even when the parent is killed without a word."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def refuse_taken_port() -> None:
    """Stop where another program, or another hub, listens already."""
    place = (settings.HOST, settings.PORT)
    try:
        socket.create_server(place).close()
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else error
        raise CommandError(
            f"Port {settings.PORT} cannot be used: {reason}. "
            "Stop what uses it, or choose another: PORT=8123 make run"
        ) from error


def answers() -> bool:
    """Whether the web server says anything at all."""
    connection = http.client.HTTPConnection(settings.HOST, settings.PORT, timeout=10)
    with contextlib.suppress(OSError), contextlib.closing(connection):
        connection.request("GET", "/healthz")
        return bool(connection.getresponse().status)
    return False
