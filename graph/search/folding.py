"""
One form for what is written in many ways.

`fold` takes away what people leave out or write differently without meaning another word: case, tone marks and other
signs of Thai, Unicode forms, digits of either script, punctuation. `sound` goes on to what everyday romanisations
differ in (Khorat and Korat, Chiengmai and Chiang Mai); Thai letters pass through it. `bones` keeps the consonants
alone, the same letters for both scripts: how a name that is on record in one script is found in the other.
"""

import re
import unicodedata
from collections.abc import Callable

LEAVING = {
    **dict.fromkeys(range(0x0E47, 0x0E4F)),  # tone marks, ็, ์ and the circle of ำ
    **dict.fromkeys(range(0x0300, 0x0370)),  # accents of Latin letters
    **dict.fromkeys((0x0E2F, 0x0E3A, 0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF)),  # ฯ, ฺ and what nobody sees
    **dict.fromkeys(map(ord, "'’‘`´")),
}
WRITING = LEAVING | {ord(thai): str(number) for number, thai in enumerate("๐๑๒๓๔๕๖๗๘๙")} | {ord("ๅ"): "า"}

NUMBERED = re.compile(r"(?<=\d)\s*[-–/]\s*(?=\d)")
"""Between the number of a round and its year: 1/2564, 1-2564."""

OTHER = re.compile(r"(?<!\d)/|/(?!\d)|[^\w฀-๿/]+|_")
"""What is no part of a word."""


def fold(text: str) -> str:
    """Words in their plainest writing, one space between two."""
    plain = unicodedata.normalize("NFKD", text).casefold().translate(WRITING).replace("เเ", "แ")
    return " ".join(OTHER.sub(" ", NUMBERED.sub("/", plain)).split())


def compact(folded: str) -> str:
    """A folded text without its spaces: Thai has none, and nobody agrees on those of romanised names."""
    return folded.replace(" ", "")


Rule = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]

# `q` is free to stand for ng, since it is heard as k.
CONSONANTS = {
    "ph": "p", "bh": "p", "b": "p", "th": "t", "dh": "t", "d": "t", "kh": "k", "gh": "k", "ck": "k", "q": "k",
    "ch": "c", "sh": "c", "j": "c", "z": "s", "v": "w", "ng": "q", "g": "k", "x": "ks",
}  # fmt: skip
VOWELS = {
    "uea": "ua", "eua": "ua", "ue": "ua", "eu": "ua", "ie": "ia", "ea": "ia", "ee": "i", "oo": "u", "ou": "u",
    "oe": "o", "ae": "e", "aow": "ao", "au": "ao", "aw": "ao", "ow": "ao", "ay": "ai", "ei": "ai", "ey": "ai", "y": "i",
}  # fmt: skip


def any_of(table: dict[str, str]) -> Rule:
    """One pass that takes each piece of a table for another, the longest first."""
    pieces = sorted(table, key=len, reverse=True)
    return re.compile("|".join(pieces)), lambda match: table[match[0]]


SOUNDS: tuple[Rule, ...] = (
    any_of(CONSONANTS),
    (re.compile(r"([a-z])\1+"), r"\1"),
    any_of(VOWELS),
    (re.compile(r"(?<=[aeiou])[rh](?![aeiouh])"), ""),  # Nakorn and Nakhon, Koh and Ko
    (re.compile(r"([a-z])\1+"), r"\1"),
)


LATIN = re.compile(r"[a-z]")


def sound(compacted: str) -> str:
    """A compact text as it is heard, whoever romanised it."""
    if not LATIN.search(compacted):
        return compacted
    for pattern, replacement in SOUNDS:
        compacted = pattern.sub(replacement, compacted)
    return compacted


THAI = re.compile(r"[ก-ฮ]")


def is_thai(text: str) -> bool:
    """Whether a text has Thai letters."""
    return THAI.search(text) is not None


SILENT = re.compile(r"[ก-ฮ][ิุ]?์")
LEADING = re.compile(r"ห(?=[งญนมยรลว])|รร(?=[ก-ฮ])")
CLASSES = {
    "K": "กขฃคฅฆk",
    "G": "งq",
    "T": "จฉชฌซศษสดฎตฏถฐทฑธฒcst",
    "N": "ญณนรลฬnrl",
    "P": "บปผพภฝฟpf",
    "M": "มm",
}
"""Consonants that one script takes for one another, above all at the end of a syllable."""

BONES = str.maketrans({letter: bone for bone, letters in CLASSES.items() for letter in letters})
NO_BONE = re.compile(r"[^A-Z]+")
TWICE = re.compile(r"(.)\1+")


def bones(text: str) -> str:
    """The consonants of a name word by word, one capital a class; glides and what is silent are left out."""
    spoken = LEADING.sub("", SILENT.sub("", unicodedata.normalize("NFC", text))).replace("ำ", "ม")
    words = (TWICE.sub(r"\1", NO_BONE.sub("", sound(word).translate(BONES))) for word in fold(spoken).split())
    return " ".join(word for word in words if word)
