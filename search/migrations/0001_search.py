"""The index, its words, what staff keep, who follows; each database's place for words."""

import uuid

import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

# The words of each language are stemmed by PostgreSQL's own rules, but none is left out:
# `have` is a garden too. What says nothing is named in one place, `search/words.py`.
STEMMED = """
CREATE TEXT SEARCH DICTIONARY search_{0} (TEMPLATE = snowball, LANGUAGE = {0});
CREATE TEXT SEARCH CONFIGURATION search_{0} (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION search_{0} ALTER MAPPING FOR
  asciiword, word, numword, asciihword, hword, numhword, hword_asciipart, hword_part,
  hword_numpart WITH search_{0};
"""
WORDS_IN_POSTGRESQL = (
    STEMMED.format("danish"),
    STEMMED.format("english"),
    "ALTER TABLE search_entry ADD COLUMN words tsvector, ADD COLUMN head tsvector",
    # What is long lies beside the row, what its rank is counted from in it.
    "ALTER TABLE search_entry SET (toast_tuple_target = 512)",
    "ALTER TABLE search_entry ALTER COLUMN head SET STORAGE MAIN",
    "CREATE INDEX search_entry_words ON search_entry USING gin (words)",
)
WORDS_IN_SQLITE = (
    "CREATE VIRTUAL TABLE search_words USING fts5(title, names, text, parts, marks, "
    "tokenize = 'unicode61 remove_diacritics 0')",
)


def make_place_for_words(apps, schema_editor):
    """Each database has its own way to find words: see `search/engines`."""
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    for sql in WORDS_IN_POSTGRESQL if is_postgresql else WORDS_IN_SQLITE:
        schema_editor.execute(sql)


def take_it_away(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE search_words")
    else:
        for name in ("danish", "english"):
            schema_editor.execute(f"DROP TEXT SEARCH CONFIGURATION search_{name}")
            schema_editor.execute(f"DROP TEXT SEARCH DICTIONARY search_{name}")


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Synonyms",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("da", "Danish"), ("en", "English")],
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                (
                    "words",
                    models.TextField(
                        help_text="With a comma between, for example: rent, borrow, hire. Who types one of them finds what has another.",
                        max_length=600,
                        verbose_name="words",
                    ),
                ),
            ],
            options={
                "verbose_name": "words that mean the same",
                "verbose_name_plural": "words that mean the same",
                "ordering": ["language", "words"],
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("kind", models.CharField(max_length=12)),
                ("key", models.CharField(max_length=60)),
                (
                    "language",
                    models.CharField(
                        choices=[("da", "Danish"), ("en", "English")], max_length=2
                    ),
                ),
                (
                    "written_in",
                    models.CharField(
                        choices=[("da", "Danish"), ("en", "English")], max_length=2
                    ),
                ),
                ("stamp", models.CharField(max_length=64)),
                ("title", models.CharField(max_length=255)),
                ("names", models.TextField(blank=True)),
                ("summary", models.TextField(blank=True)),
                ("text", models.TextField(blank=True)),
                ("url", models.CharField(max_length=400)),
                ("place", models.CharField(blank=True, max_length=255)),
                ("at", models.DateTimeField(null=True)),
                ("ends_at", models.DateTimeField(null=True)),
                ("marks", models.CharField(blank=True, max_length=400)),
                ("weight", models.FloatField(default=1.0)),
                ("is_example", models.BooleanField(default=False)),
                ("since", models.DateTimeField(null=True)),
                ("new_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["language", "-new_at"], name="search_entry_new"
                    ),
                    models.Index(
                        condition=models.Q(("ends_at__isnull", False)),
                        fields=["ends_at"],
                        name="search_entry_ends",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "key", "language"),
                        name="an_entry_tells_of_a_thing_once_in_each_language",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Lookup",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("on", models.DateField(default=django.utils.timezone.localdate)),
                (
                    "language",
                    models.CharField(
                        choices=[("da", "Danish"), ("en", "English")], max_length=2
                    ),
                ),
                ("words", models.CharField(max_length=80)),
                ("times", models.PositiveIntegerField(default=0)),
                ("in_vain_times", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name": "what people look for",
                "verbose_name_plural": "what people look for",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("on", "language", "words"),
                        name="what_is_looked_for_on_a_day_is_counted_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Promotion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("da", "Danish"), ("en", "English")],
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                (
                    "words",
                    models.CharField(
                        help_text="What readers type, with a comma between. Capital letters do not matter.",
                        max_length=200,
                        verbose_name="words",
                    ),
                ),
                (
                    "order",
                    models.PositiveSmallIntegerField(default=0, verbose_name="order"),
                ),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.WAGTAIL_PAGE_MODEL,
                        verbose_name="page",
                    ),
                ),
            ],
            options={
                "verbose_name": "recommended page",
                "verbose_name_plural": "recommended pages",
                "ordering": ["language", "order", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Word",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("da", "Danish"), ("en", "English")], max_length=2
                    ),
                ),
                ("word", models.CharField(max_length=40)),
                ("root", models.CharField(max_length=40)),
                ("shown", models.CharField(max_length=40)),
                ("entries", models.PositiveIntegerField(default=0)),
                ("length", models.PositiveSmallIntegerField()),
                ("first", models.CharField(max_length=1)),
                ("last", models.CharField(max_length=3)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["language", "root"], name="search_word_root"),
                    models.Index(
                        fields=["language", "first", "length"], name="search_first"
                    ),
                    models.Index(
                        fields=["language", "last", "length"], name="search_last"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("language", "word"), name="a_language_has_a_word_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Follower",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "key",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
                ),
                (
                    "email",
                    models.EmailField(max_length=254, verbose_name="your e-mail"),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("da", "Danish"), ("en", "English")],
                        default="da",
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("told_until", models.DateTimeField(null=True)),
                (
                    "districts",
                    models.ManyToManyField(
                        blank=True,
                        related_name="+",
                        to="hub.district",
                        verbose_name="districts",
                    ),
                ),
                (
                    "themes",
                    models.ManyToManyField(
                        blank=True,
                        related_name="+",
                        to="hub.theme",
                        verbose_name="themes",
                    ),
                ),
            ],
            options={
                "verbose_name": "follower",
                "verbose_name_plural": "followers",
                "indexes": [
                    models.Index(fields=["told_until"], name="search_follower_told")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("email"),
                        name="an_address_follows_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at", None), ("told_until", None)),
                            models.Q(
                                ("confirmed_at__isnull", False),
                                ("told_until__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="who_confirmed_is_told_from_then_on",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SpaceWatch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "key",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
                ),
                (
                    "email",
                    models.EmailField(max_length=254, verbose_name="your e-mail"),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("da", "Danish"), ("en", "English")],
                        default="da",
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                ("query", models.CharField(max_length=1000, verbose_name="search")),
                ("ends_at", models.DateTimeField(db_index=True, verbose_name="until")),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("free", models.JSONField(default=list)),
                ("seen", models.CharField(blank=True, default="", max_length=64)),
                ("looks", models.PositiveIntegerField(default=0)),
                ("told", models.PositiveIntegerField(default=0)),
                ("told_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "followed search",
                "verbose_name_plural": "followed searches",
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("email"),
                        models.F("query"),
                        name="an_address_follows_a_search_once",
                    )
                ],
            },
        ),
        migrations.RunPython(make_place_for_words, take_it_away),
    ]
