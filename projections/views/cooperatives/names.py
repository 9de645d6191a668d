"""How names of cooperatives are sorted and searched: by plain words, however they are written."""

import re
import unicodedata


def name_key(name: str) -> str:
    """Return *name* as it is sorted and searched: plain lower-case words.

    >>> name_key("  KSP Arta-Jaya, Désa  II ")
    'ksp arta jaya desa ii'
    """
    plain = unicodedata.normalize("NFKD", name)
    kept = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(re.findall(r"[^\W_]+", kept.casefold()))


def word_beginnings(search: str) -> str:
    """Return the text query that finds every word of *search* from its beginning.

    Words hold letters and digits only, so nothing of the query language gets through.
    """
    return " & ".join(f"'{word}':*" for word in name_key(search).split())
