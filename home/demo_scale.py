"""Many of each kind for measuring, each known by its number: `load_demo --scale N`."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Page

from home.models import GuidancePage, Proposal, StandardPage
from hub.demo_texts import key_of
from hub.models import Organisation, OrganisationState, Person
from hub.translations import translate


def facts(number: int) -> None:
    """Add contact persons and published organisations."""
    emails = {f"scale-{count}@example.org": count for count in range(number)}
    there = Person.objects.filter(email__in=emails).values_list("email", flat=True)
    Person.objects.bulk_create(
        Person(
            name=f"Prøveperson {emails[email]}",
            role_da="konsulent",
            role_en="adviser",
            email=email,
            is_public=True,
            is_example=True,
        )
        for email in emails.keys() - set(there)
    )
    Organisation.objects.bulk_create(
        (
            Organisation(
                name=f"Prøveforening {count}",
                slug=f"scale-{count}",
                pitch_da="En forening, der er lavet for at måle.",
                pitch_en="An association that is made for measuring.",
                state=OrganisationState.PUBLISHED,
                is_example=True,
            )
            for count in range(number)
        ),
        ignore_conflicts=True,
    )


def pages(number: int) -> None:
    """Add pages of text and guidance, each with its English translation."""
    english = Locale.objects.get(language_code="en")
    text = danish_page("about"), text_page
    guidance = danish_page("guidance"), guidance_page
    for count in range(number):
        for kind, (parent, make) in {"scale": text, "scale-guidance": guidance}.items():
            key = key_of(f"{kind}-{count}")
            if not Page.objects.filter(translation_key=key).exists():
                add_pair(parent, make(count, key), make(count, key, "en"), english)


def danish_page(key: str) -> Page:
    """The Danish page of the demo with that key."""
    return Page.objects.get(
        translation_key=key_of(key), locale__language_code="da"
    ).specific


@transaction.atomic
def add_pair(parent: Page, danish: Page, words: Page, english: Locale) -> None:
    """Publish a Danish page and its translation, both or none."""
    danish.locale = words.locale = parent.locale
    parent.add_child(instance=danish)
    translate(danish, english, words, publish=False).get_latest_revision().publish()


def text_page(count: int, key, language: str = "da") -> StandardPage:
    """An unsaved page of one paragraph."""
    title, text = {
        "da": (f"Prøveside {count}", f"<p>Prøvetekst nummer {count}.</p>"),
        "en": (f"Test page {count}", f"<p>Test text number {count}.</p>"),
    }[language]
    return StandardPage(
        title=title,
        slug=slug_of("page", count, language),
        translation_key=key,
        body=[{"type": "text", "value": text, "id": str(key)}],
    )


def guidance_page(count: int, key, language: str = "da") -> GuidancePage:
    """Unsaved guidance without steps."""
    title, question = {
        "da": (f"Prøvevejledning {count}", f"Hvad måler vi med nummer {count}?"),
        "en": (f"Test guidance {count}", f"What do we measure with number {count}?"),
    }[language]
    today = timezone.localdate()
    return GuidancePage(
        title=title,
        slug=slug_of("guidance", count, language),
        translation_key=key,
        question=question,
        recommendation=count % 6 + 1,
        reviewed_on=today,
        review_by=today + timedelta(days=180),
    )


def slug_of(kind: str, count: int, language: str) -> str:
    """An address that the other language does not have."""
    return f"scale-{kind}-{count}-{language}"


def proposals(number: int) -> None:
    """Add proposals that nobody has answered."""
    Proposal.objects.bulk_create(
        (
            Proposal(
                slug=f"scale-{count}",
                title_da=f"Prøveforslag {count}",
                title_en=f"Test proposal {count}",
                text_da="Et forslag, der er lavet for at måle.",
                text_en="A proposal that is made for measuring.",
                recommendation=count % 6 + 1,
                order=1000 + count,
                is_example=True,
            )
            for count in range(number)
        ),
        ignore_conflicts=True,
    )
