"""A sentence that a person reads, in both languages of the offices.

Law terms stay Indonesian in either language, because certificates carry them.
"""

import msgspec


class Text(msgspec.Struct, frozen=True):
    """The same sentence in Indonesian (*id*) and in English (*en*)."""

    id: str
    en: str

    def format(self, **values: object) -> "Text":
        """Return this text with *values* put in its places.

        >>> Text("Isi {name}.", "Fill in {name}.").format(name="kas").en
        'Fill in kas.'
        """
        return Text(self.id.format(**values), self.en.format(**values))

    def in_language(self, language: str) -> str:
        """Return the Indonesian sentence for ``id``, the English one otherwise."""
        return self.id if language == "id" else self.en
