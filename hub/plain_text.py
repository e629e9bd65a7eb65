"""The words of a text of blocks, without what makes it look as it does."""

import re

from django.utils.html import strip_tags
from wagtail.rich_text import RichText

BLOCK_END = re.compile(r"</(?:p|li|h\d)>|<br\s*/?>")


def lines_of(value) -> list[str]:
    """The words in a block's value, whatever its shape; a line for each paragraph."""
    if isinstance(value, RichText):
        return strip_tags(BLOCK_END.sub("\n", value.source)).splitlines()
    if isinstance(value, str):
        return [value]
    if hasattr(value, "items"):
        names = [name for name in value if not name.endswith("url")]
        return [line for name in names for line in lines_of(value[name])]
    if hasattr(value, "bound_blocks") or isinstance(value, list):
        return [line for each in value for line in lines_of(each)]
    return []
