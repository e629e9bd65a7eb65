"""The demo's followers: invented people, who find their first mails at /mail/."""

from collections import Counter

from hub.models import OutgoingMail
from search.followers.links import NEWS
from search.models import Follower


def test_mails_of_the_demo_are_to_its_invented_followers(demo):
    mails = OutgoingMail.objects.filter(headers__has_key=NEWS.header)
    confirmed = Follower.objects.exclude(confirmed_at=None)

    assert set(confirmed.values_list("email", flat=True)) == {
        "runa@example.org",
        "tom@example.org",
    }
    assert Counter(mails.values_list("to", flat=True)) == {
        "runa@example.org": 2,
        "tom@example.org": 2,
        "ines@example.org": 1,
    }
