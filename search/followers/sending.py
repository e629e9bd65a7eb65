"""The weekly mail goes out: to each follower once, whatever happens meanwhile."""

import datetime as dt

from django.utils import timezone

from hub.jobs import for_each
from hub.models import OutgoingMail
from hub.transactions import whole
from search.followers.actions import forget, tell
from search.followers.digest import Group, News
from search.followers.editions import edition_of
from search.followers.links import NEWS
from search.indexing import in_batches
from search.models import Follower


def send_due() -> None:
    """Tell all whose turn it is what is new since they were told.

    After an outage it goes on from there: one mail for all the time. Those who were
    told until the same time, in one language, share one question to the index.
    """
    until = edition_of(timezone.now())
    due = Follower.objects.not_told(until)
    times = due.order_by("told_until", "language").values_list("told_until", "language")
    for after, language in times.distinct():
        news = News(language, after, until)
        rows = due.filter(told_until=after, language=language)
        for keys in in_batches(list(rows.values_list("pk", flat=True))):
            some = Follower.objects.filter(pk__in=keys)
            for_each(
                some.prefetch_related("districts", "themes"),
                lambda each, news=news: tell_one(
                    follower=each, groups=news.groups_for(each), until=until
                ),
            )


@whole
def tell_one(*, follower: Follower, groups: list[Group], until: dt.datetime) -> bool:
    """Queue the mail to one follower, once, whoever asks; says whether it was us.

    Where nothing is new no mail goes, and the time is over all the same: what the index
    learns later is of a later time.
    """
    mine = Follower.objects.filter(pk=follower.pk, told_until=follower.told_until)
    if not mine.update(told_until=until):
        return False
    if groups:
        others = sum(len(group.hits) + group.more for group in groups) - 1
        tell(
            "digest", follower, groups=groups, others=others, since=follower.told_until
        )
    return True


def forget_refused() -> None:
    """Delete whose mail server refuses the address for good: nobody reads there."""
    refused = OutgoingMail.objects.given_up().filter(
        is_refused=True, headers__has_key=NEWS.header
    )
    keys = {mail.headers[NEWS.header] for mail in refused}
    for_each(Follower.objects.filter(key__in=keys), forget_one)


@whole
def forget_one(follower: Follower) -> None:
    """The same for one."""
    forget(follower)
