"""Background tasks in tests: they run at once; an index is made when it is asked for.

Saving a row makes Wagtail bring two indexes up to date: that of references and that
of searches. A test saves many rows, some of them several times, and seldom reads an
index. Where a test is rolled back, these tasks wait for the first statement that
names a table of an index, and each runs once.
"""

from django_tasks.backends.immediate import ImmediateBackend

OF_AN_INDEX = {
    "modelsearch.tasks.insert_or_update_object_task",
    "wagtail.tasks.update_reference_index_task",
}
TABLES = ("wagtailcore_referenceindex", "wagtailsearch_", "modelsearch_")
_waiting: dict[tuple, tuple] = {}
_state = {"may wait": False}


class AtOnce(ImmediateBackend):
    """Runs a task when it is enqueued, but those of an index when that is read."""

    def enqueue(self, task, args, kwargs):
        """The result; one of an index is none before somebody reads it."""
        if not _state["may wait"] or task.module_path not in OF_AN_INDEX:
            return super().enqueue(task, args, kwargs)
        key = (task.module_path, *args)
        _waiting.pop(key, None)  # the last save counts, after what was saved between
        _waiting[key] = (super().enqueue, task, args, kwargs)
        return None


def begin(*, may_wait: bool) -> None:
    """Forget what waits; `may_wait` where nobody but this connection sees the rows."""
    _waiting.clear()
    _state["may wait"] = may_wait


def catch_up() -> None:
    """Run what waits."""
    waiting = list(_waiting.values())
    _waiting.clear()
    for enqueue, *task in waiting:
        enqueue(*task)


def index_before(execute, sql, params, many, context):
    """Wrap a statement: where it names an index, that is brought up to date first."""
    if _waiting and any(table in str(sql) for table in TABLES):
        catch_up()
    return execute(sql, params, many, context)
