"""Where a query matches a text, as ranges over the original text (no markup, so nothing can be injected)."""

from language.normaliser import Word, fold, normalise_token
from language.tokeniser import Span, token_spans, tokenise

MIN_PREFIX = 2
"""Letters of the last, unfinished query word that are enough to mark beginnings of words."""


def highlight_ranges(text: str, query: str) -> list[tuple[int, int]]:
    """Return (start, length) in code points of `text` for its words that a word of `query` means.

    Words match by fold, stem or Latin skeleton. The last word of the query may be unfinished: where it is
    only the beginning of a word's folded form, just that beginning is marked; where their skeletons begin
    alike (other script), the whole word is. Ranges are in order and do not overlap.
    """
    words = [normalise_token(token) for token in tokenise(query)]
    if not words:
        return []
    wanted = frozenset().union(*(word.keys for word in words))
    ranges: list[tuple[int, int]] = []
    for span in token_spans(text):
        word = normalise_token(span.token)
        if not wanted.isdisjoint(word.keys):
            ranges.append((span.start, span.end - span.start))
        else:
            length = _prefix_length(text, span, word, words[-1])
            if length:
                ranges.append((span.start, length))
    return ranges


def _prefix_length(text: str, span: Span, word: Word, last: Word) -> int:
    """Return how many characters of the original word the beginning takes, 0 if there is none."""
    if len(last.fold) < MIN_PREFIX:
        return 0
    if word.fold.startswith(last.fold):
        return _original_length(text[span.start : span.end], len(last.fold))
    if any(len(start) >= MIN_PREFIX and full.startswith(start) for full in word.lat for start in last.lat):
        return span.end - span.start
    return 0


def _original_length(original: str, folded_length: int) -> int:
    """Return how many original characters, marks included, fold to so many letters."""
    end = 1
    while end < len(original) and len(fold(original[:end])) < folded_length:
        end += 1
    while end < len(original) and not fold(original[end]):
        end += 1
    return end
