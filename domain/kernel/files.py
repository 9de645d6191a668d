"""What a decision is told of a file: what its bytes are, whatever a caller says of them."""

import msgspec


class StoredFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file that is kept under the digest of its bytes."""

    media_type: str
    size: int
