"""All changes to followers: asked, confirmed, changed, ended."""

from collections.abc import Iterable

from django.utils import timezone

from hub import mail
from hub.models import District, Theme
from hub.transactions import whole
from search.followers.editions import edition_of, next_sending
from search.followers.links import NEWS
from search.models import Follower


@whole
def ask(
    *,
    email: str,
    language: str,
    districts: Iterable[District] = (),
    themes: Iterable[Theme] = (),
) -> Follower:
    """Write down who wants to follow, and mail a link to confirm with.

    Who follows already gets a mail with the link to what they follow, and nothing of it
    changes: whoever typed the address learns nothing, and changes nothing.
    """
    follower, _is_new = Follower.objects.get_or_create(
        email__iexact=email, defaults={"email": email, "language": language}
    )
    if follower.confirmed_at:
        tell("follow_again", follower)
        return follower
    follower.language, follower.asked_at = language, timezone.now()
    follower.save(update_fields=["language", "asked_at"])
    _choose(follower, districts, themes)
    tell("follow_confirm", follower)
    return follower


@whole
def confirm(*, follower: Follower) -> None:
    """Follow from now on; done already, nothing happens.

    The first mail is the next one, with all that is new since the last one: so that all
    who follow are told of the same time.
    """
    now = timezone.now()
    waiting = Follower.objects.filter(pk=follower.pk, confirmed_at=None)
    waiting.update(confirmed_at=now, told_until=edition_of(now))


@whole
def change(
    *,
    follower: Follower,
    language: str,
    districts: Iterable[District],
    themes: Iterable[Theme],
) -> None:
    """Follow something else, or in the other language, from the next mail on."""
    Follower.objects.filter(pk=follower.pk).update(language=language)
    _choose(follower, districts, themes)


@whole
def end(*, follower: Follower) -> None:
    """Follow no more."""
    forget(follower)


def forget(follower: Follower) -> None:
    """Delete a follower, and the mails to them that have not gone out.

    In the transaction of the caller. Nothing is left.
    """
    NEWS.mails_about(follower).filter(sent_at=None).delete()
    follower.delete()


def tell(name: str, follower: Follower, **context) -> None:
    """Queue `email/<name>` to a follower.

    It is secret: it holds the private link, so its words are cleared once it is sent.
    """
    said = {
        "follower": follower,
        "url": NEWS.link(follower),
        "end_url": NEWS.end_link(follower),
        "next_at": next_sending(timezone.now()),
    }
    mail.send(
        name,
        to=follower.email,
        language=follower.language,
        context=said | context,
        is_secret=True,
        headers=NEWS.headers_for(follower),
    )


def _choose(
    follower: Follower, districts: Iterable[District], themes: Iterable[Theme]
) -> None:
    follower.districts.set(districts)
    follower.themes.set(themes)
