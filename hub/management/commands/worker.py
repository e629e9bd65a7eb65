"""`manage.py worker`: sends the outbox, runs background tasks and clock jobs."""

import logging
import signal
import threading
import uuid

from django.core.management.base import BaseCommand
from django.db import Error, close_old_connections, connections
from django_tasks_db.management.commands.db_worker import Worker as TaskWorker
from django_tasks_db.models import DBTaskResult

from hub import jobs, mail

logger = logging.getLogger(__name__)
IDLE_SECONDS = 1
TASKS_A_ROUND = 5  # then mail has its turn again


class Command(BaseCommand):
    """Any number of these may run, on any number of machines."""

    help = "Sends mail, runs background tasks and clock jobs until stopped."

    def add_arguments(self, parser):
        """`--once` does all that waits, then ends."""
        parser.add_argument("--once", action="store_true", help="Do all, then end.")

    def handle(self, *, once, **options):
        """Work until SIGTERM or SIGINT; what is begun is finished first."""
        self.stop = threading.Event()
        if once:
            while self._round():
                pass
            return
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: self.stop.set())
        self.stdout.write("Worker started.")
        while not self.stop.is_set():
            if not self._round_that_survives():
                self.stop.wait(IDLE_SECONDS)
        self.stdout.write("Worker stopped.")

    def _round_that_survives(self) -> int:
        """A round; without its database the worker waits for it to come back."""
        try:
            return self._round()
        except Error:
            logger.exception("The worker met a database error and goes on")
            connections.close_all()
            return 0

    def _round(self) -> int:
        """Do what waits now; says how much there was."""
        close_old_connections()
        stopped = self.stop.is_set
        return mail.send_waiting(stopped) + self._run_tasks() + jobs.run_due(stopped)

    def _run_tasks(self) -> int:
        """A few background tasks; an idle worker takes no lock."""
        if self.stop.is_set() or not DBTaskResult.objects.ready().exists():
            return 0
        worker = TaskWorker(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=TASKS_A_ROUND,
            worker_id=uuid.uuid4().hex,
            excluded_queue_names=[],
        )
        worker.run()
        return worker._run_tasks
