"""Danish writes in one word what English writes in two: cykelværksted, rugbrødsbageri.

A word is cut where both parts are words of the index themselves, with or without the
letter that joins them. Only the index's own words are asked, so the cuts grow better
with what is written on the site, and no list from elsewhere is needed.
"""

from collections.abc import Callable, Iterator

from search.words import STOP, fold, root

SHORTEST, SHORTEST_HEAD, SHORTEST_TAIL = 7, 3, 3
LONG_HEAD = 5  # before the shortest tails
JOINTS = ("", "s", "e", "er", "n")
# What is a word, but at the head of another only gives it a direction.
PREFIXES = frozenset(
    (
        "afs", "bort", "den", "der", "efter", "for", "frem", "gen", "han", "hen",
        "hjem", "hun", "igen", "ikke", "imod", "ind", "man", "med", "mis", "mod", "ned",
        "opp", "over", "sam", "sig", "som", "til", "ude", "under", "und", "van",
    )
) | {fold(word) for word in STOP["da"]}  # fmt: skip


def cuts(word: str) -> Iterator[tuple[str, str]]:
    """Where a folded word might be cut: (head, tail), with the joint taken away."""
    if len(word) < SHORTEST or any(letter.isdigit() for letter in word):
        return
    for place in range(SHORTEST_HEAD, len(word) - SHORTEST_TAIL + 1):
        for joint in JOINTS:
            head = word[:place].removesuffix(joint) if joint else word[:place]
            is_joined = not joint or word[:place].endswith(joint)
            if is_joined and _is_long_enough(head, word[place:]):
                yield head, word[place:]


def _is_long_enough(head: str, tail: str) -> bool:
    """Whether two parts are likely words, and not what is left of one by chance."""
    least = LONG_HEAD if len(tail) == SHORTEST_TAIL else SHORTEST_HEAD
    return len(head) >= least and head not in PREFIXES and tail not in PREFIXES


def parts_of(word: str, is_known: Callable[[str], bool]) -> tuple[str, str] | None:
    """The two words that a folded one is made of; None where it is not.

    `is_known` says whether the index has a word by its root. Of several cuts the one
    with the longest shorter part wins: it is the least by chance.
    """
    fitting = [
        (min(len(head), len(tail)), -len(head), head, tail)
        for head, tail in cuts(word)
        if is_known(root(tail, "da")) and is_known(root(head, "da"))
    ]
    return max(fitting)[2:] if fitting else None


def roots_to_ask(word: str) -> set[str]:
    """The roots of all parts that a folded word might have."""
    return {root(part, "da") for cut in cuts(word) for part in cut}
