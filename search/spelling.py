"""Did you mean …? Compared with the words that the index has."""

from collections.abc import Iterable

SHORTEST = 4  # letters; a shorter word is near to too many
LONG = 7  # from here on two letters may be wrong


def most_wrong(word: str) -> int:
    """How many letters may be wrong in a word of this length."""
    return 2 if len(word) >= LONG else 1


def distance(one: str, other: str, most: int) -> int:
    """Letters to add, leave out, change or swap; `most + 1` where it is more.

    The distance of Damerau and Levenshtein, given up as soon as it is too far.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        row = [place]
        for at, wanted in enumerate(other, 1):
            cost = min(last[at] + 1, row[-1] + 1, last[at - 1] + (letter != wanted))
            is_swapped = (
                place > 1 and at > 1
                and letter == other[at - 2] and one[place - 2] == wanted
            )  # fmt: skip
            row.append(min(cost, before[at - 2] + 1) if is_swapped else cost)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return min(last[-1], most + 1)


def nearest(
    word: str, candidates: Iterable[tuple[str, int]], number: int = 1
) -> list[str]:
    """The candidates that a folded word may be meant for, the best first.

    `candidates` are folded words with how many entries have them. Seldom is the first
    letter wrong: a short word is meant for one that begins like it.
    """
    most, found = most_wrong(word), []
    letters = set(word)
    for each, entries in candidates:
        is_other = each[0] != word[0] and len(word) < LONG
        if is_other or len(letters ^ set(each)) > 2 * most:
            continue
        away = distance(word, each, most)
        if away <= most:
            found.append((away, each[0] != word[0], -entries, each))
    return [each for *_rank, each in sorted(found)[:number]]
