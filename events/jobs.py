"""What the clock does for events; each is safe to run twice and to be killed."""

from events.actions import publishing
from hub import jobs
from hub.jobs import MINUTE


@jobs.register(every=MINUTE)
def publish_due():
    """Publish drafts whose time has come; of a clash staff hear once."""
    publishing.publish_due()
