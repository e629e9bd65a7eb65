"""LIX, the readability figure of Danish texts: words a sentence plus long words in 100.

Björnsson, Läsbarhet (1968): long words have more than six letters; 25 is very easy,
40 is ordinary, 55 is difficult.
"""

import re

from hub.plain_text import lines_of

WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
SENTENCE_END = re.compile(r"[.!?:]+(?=\s|$)|\n+")
LONG = 6  # letters


def lix(text: str) -> float:
    """The figure of a plain text, where a line of its own is a sentence; 0 if empty."""
    words = WORD.findall(text)
    if not words:
        return 0.0
    sentences = [part for part in SENTENCE_END.split(text) if WORD.search(part)]
    long_words = sum(len(word) > LONG for word in words)
    return len(words) / len(sentences) + 100 * long_words / len(words)


def text_of(page) -> str:
    """What a page of guidance says, a line for each paragraph and each item."""
    parts = [page.title, page.question, page.standfirst, page.in_short]
    for stream in (page.body, page.checklist, page.laws):
        parts += [line for block in stream for line in lines_of(block.value)]
    return "\n".join(part for part in parts if part)
