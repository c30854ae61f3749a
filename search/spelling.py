"""How far apart two words are in spelling."""


def allowed_typos(length: int) -> int:
    """Return how many misspellings a word of so many letters may have.

    Meilisearch, in which a misspelt word may be unfinished too, starts at five letters.
    """
    if length < 4:  # noqa: PLR2004 - the table of this function
        return 0
    return 1 if length < 8 else 2  # noqa: PLR2004


def is_close(word: str, other: str, *, typos: int) -> bool:
    """Tell whether at most ``typos`` letters were changed, left out, added or swapped with their neighbour."""
    if abs(len(word) - len(other)) > typos:
        return False
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(word, start=1):
        earlier, before, row = before, row, [i]
        for j, wanted in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and word[i - 2] == wanted:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > typos:
            return False
    return row[-1] <= typos
