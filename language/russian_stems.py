"""Russian stems: the published Snowball algorithm together with two cheaper cuts, as a union.

Snowball alone separates Жезказган from Жезказгане and музей from музея; each further cut mends one family of
such pairs. Written from the algorithm's description (Porter,
https://snowballstem.org/algorithms/russian/stemmer.html) rather than taken from a library: the pure Python
ones keep the word in the stemmer object, which web threads would share.
"""

import re
from typing import Final

MIN_STEM: Final = 3

_VOWELS: Final = "аеиоуыэюя"
_RV: Final = re.compile(f"[{_VOWELS}]")
_R1: Final = re.compile(f"[{_VOWELS}][^{_VOWELS}]")

_GERUND: Final = re.compile("(?:(?<=[ая])(?:вшись|вши|в)|(?:ившись|ывшись|ивши|ывши|ив|ыв))$")
_REFLEXIVE: Final = re.compile("(?:ся|сь)$")
_ADJECTIVE: Final = re.compile(
    "(?:ими|ыми|его|ого|ему|ому|ее|ие|ые|ое|ей|ий|ый|ой|ем|им|ым|ом|их|ых|ую|юю|ая|яя|ою|ею)$"
)
_PARTICIPLE: Final = re.compile("(?:(?<=[ая])(?:ем|нн|вш|ющ|щ)|(?:ивш|ывш|ующ))$")
_VERB: Final = re.compile(
    "(?:(?<=[ая])(?:ете|йте|ешь|нно|ла|на|ли|ем|ло|но|ет|ют|ны|ть|й|л|н)"
    "|(?:уйте|ейте|ила|ыла|ена|ите|или|ыли|ило|ыло|ено|ует|уют|ены|ить|ыть|ишь|ей|уй|ил|ыл|им|ым|ен|ят|ит|ыт|ую|ю))$"
)
_NOUN: Final = re.compile(
    "(?:иями|иях|ями|ами|ией|иям|ием|ев|ов|ие|ье|еи|ии|ей|ой|ий|ям|ем|ам|ом|ах|ях|ию|ью|ия|ья|а|е|и|й|о|у|ы|ь|ю|я)$"
)
_DERIVED: Final = re.compile("(?:ость|ост)$")
_SUPERLATIVE: Final = re.compile("(?:ейше|ейш)$")

# Endings of nouns that may be followed by vowels of the stem, which are cut with them (музе-ев, лекци-ями).
_ENDING: Final = re.compile("(?:ьми|[аяиы]ми|[ое]го|[ое]му|[аяиы]х|[аяиы]м|[ое]в|[ое]м|[йь])$")
# The vowel that comes and goes: танец, танцы; скидок, скидка. In -ец and -ок it nearly always does.
_FLEETING_VOWEL: Final = re.compile("(?:(?<=..[^аеиоуыэюя])[ео](?=[кцн]$)|(?<=.[^аеиоуыэюя])е(?=ц$))")
_MOSTLY_FLEETING: Final = ("ец", "ок")


def russian_stems(token: str) -> tuple[str, ...]:
    """Return the stems of a lower-case Cyrillic token, the most stable one first; never empty."""
    word = token.replace("ё", "е")
    root = _ENDING.sub("", word).rstrip(_VOWELS + "ь")
    found = [root, snowball(word)]
    if _FLEETING_VOWEL.search(word):
        contracted = _FLEETING_VOWEL.sub("", word)
        found.insert(0 if word.endswith(_MOSTLY_FLEETING) else len(found), contracted)
    return tuple(dict.fromkeys(stem for stem in found if len(stem) >= MIN_STEM)) or (word,)


def snowball(word: str) -> str:
    """Return the Snowball stem of a lower-case Russian word in which ё is already е."""
    first_vowel = _RV.search(word)
    if first_vowel is None:
        return word
    start = first_vowel.end()
    rest = _inflection_cut(word[start:])
    rest = rest.removesuffix("и")
    r2 = _r2_start(word) - start
    derived = _DERIVED.search(rest)
    if derived is not None and derived.start() >= r2:
        rest = rest[: derived.start()]
    shorter = _SUPERLATIVE.sub("", rest)
    if shorter.endswith("нн"):
        shorter = shorter[:-1]
    elif shorter == rest:
        shorter = rest.removesuffix("ь")
    return word[:start] + shorter


def _inflection_cut(rest: str) -> str:
    cut = _GERUND.sub("", rest)
    if cut != rest:
        return cut
    rest = _REFLEXIVE.sub("", rest)
    cut = _ADJECTIVE.sub("", rest)
    if cut != rest:
        return _PARTICIPLE.sub("", cut)
    for pattern in (_VERB, _NOUN):
        cut = pattern.sub("", rest)
        if cut != rest:
            return cut
    return rest


def _r2_start(word: str) -> int:
    first = _R1.search(word)
    second = _R1.search(word, first.end()) if first else None
    return second.end() if second else len(word)
