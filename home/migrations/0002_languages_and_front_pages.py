"""The second language, the site and an empty front page in each language.

An operator starts with these and without the demo. Wagtail's own "Welcome" page goes.
"""

from django.db import migrations

TITLES = {"da": "Spotlight", "en": "Spotlight"}


def make(apps, schema_editor):
    """Make what is missing; a database that has its pages is left as it is."""
    HomePage = apps.get_model("home", "HomePage")
    if HomePage.objects.exists():
        return
    Page = apps.get_model("wagtailcore", "Page")
    Locale = apps.get_model("wagtailcore", "Locale")
    Site = apps.get_model("wagtailcore", "Site")
    ContentType = apps.get_model("contenttypes", "ContentType")
    content_type, _ = ContentType.objects.get_or_create(
        app_label="home", model="homepage"
    )
    root = Page.objects.get(depth=1)
    Site.objects.all().delete()
    Page.objects.filter(depth=2).delete()
    key = None
    for place, language in enumerate(("da", "en"), start=1):
        locale, _ = Locale.objects.get_or_create(language_code=language)
        slug = "hub" if language == "da" else "hub-en"
        page = HomePage.objects.create(
            title=TITLES[language],
            draft_title=TITLES[language],
            slug=slug,
            locale=locale,
            content_type=content_type,
            path=f"{root.path}{place:04}",
            depth=2,
            numchild=0,
            url_path=f"/{slug}/",
            live=True,
            has_unpublished_changes=False,
            **({"translation_key": key} if key else {}),
        )
        key = page.translation_key
        if language == "da":
            Site.objects.create(
                hostname="localhost",
                site_name="Spotlight",
                root_page_id=page.pk,
                is_default_site=True,
            )
    root.numchild = 2
    root.save(update_fields=["numchild"])


class Migration(migrations.Migration):
    """Needs Wagtail's own first pages and locale."""

    dependencies = [
        ("home", "0001_initial"),
        ("wagtailcore", "0053_locale_model"),
        ("wagtailcore", "0054_initial_locale"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
