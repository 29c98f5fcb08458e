"""
What somebody meant who typed on the other keyboard layout: Thai Kedmanee (TIS 820-2538) and United States English.

The rows stand as they lie on the keyboard, unshifted and shifted.
"""

ENGLISH = (
    "`1234567890-=" "qwertyuiop[]\\" "asdfghjkl;'" "zxcvbnm,./"
    "~!@#$%^&*()_+" "QWERTYUIOP{}|" 'ASDFGHJKL:"' "ZXCVBNM<>?"
)  # fmt: skip
THAI = (
    "_ๅ/-ภถุึคตจขช" "ๆไำพะัีรนยบลฃ" "ฟหกดเ้่าสวง" "ผปแอิืทมใฝ"
    "%+๑๒๓๔ู฿๕๖๗๘๙" '๐"ฎฑธํ๊ณฯญฐ,ฅ' "ฤฆฏโฌ็๋ษศซ." "()ฉฮฺ์?ฒฬฦ"
)  # fmt: skip

TO_THAI = str.maketrans(ENGLISH, THAI)
TO_ENGLISH = str.maketrans(THAI, ENGLISH)


def switched(text: str) -> str | None:
    """The text as the same keys give it on the other layout; none where both scripts, or neither, are in it."""
    thai = any("฀" <= letter <= "๿" for letter in text)
    english = any("a" <= letter.lower() <= "z" for letter in text)
    if thai == english:
        return None
    return text.translate(TO_ENGLISH if thai else TO_THAI)
