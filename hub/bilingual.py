"""Short text of a fact in two languages: a pair of columns read as one attribute."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

SOURCE = "da"


class Words(str):
    """A text that knows which language it is written in."""

    lang: str = SOURCE

    @classmethod
    def of(cls, text: str, lang: str) -> "Words":
        """The text, marked with its language code."""
        words = cls(text)
        words.lang = lang
        return words

    @property
    def marked(self) -> str | SafeString:
        """The text, in a `lang` span where its language is not the page's."""
        if not self or self.lang == active_language():
            return self
        return format_html('<span lang="{}">{}</span>', self.lang, str(self))


class Bilingual:
    """Reads `name_da` and `name_en` as `name`: the active language, else Danish."""

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        language = active_language()
        text = getattr(instance, f"{self.name}_{language}", "")
        if text or language == SOURCE:
            return Words.of(text, language)
        return Words.of(getattr(instance, f"{self.name}_{SOURCE}"), SOURCE)


class InEither(Bilingual):
    """The same for words that others give us: English stands in for Danish, too."""

    def __get__(self, instance, owner=None):
        words = super().__get__(instance, owner)
        if instance is None or words:
            return words
        return Words.of(getattr(instance, f"{self.name}_en"), "en")


def active_language() -> str:
    """`da` or `en`: the language that the page is in."""
    return "en" if (get_language() or SOURCE).startswith("en") else "da"
