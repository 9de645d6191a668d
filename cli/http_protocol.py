"""HTTP as uvicorn reads it, but never more of a request's head than somebody honest sends.

The parser gathers a header, however long, until its line ends, and the application hears of
it only then: without a bound here, one connection may fill the memory.
"""

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

#: Bytes that may come without anything to hand on: a part of a body, or a head to its end.
LONGEST_HEAD = 65_536
TOO_LONG = "The head of the request is too long."


class BoundedProtocol(HttpToolsProtocol):
    """Closes a connection whose head, or what comes behind its body, does not end."""

    _gathered = 0

    def data_received(self, data: bytes) -> None:
        """Read *data*, and count what the parser still holds back."""
        self._gathered += len(data)
        super().data_received(data)
        if self._gathered > LONGEST_HEAD and not self.transport.is_closing():
            self.send_400_response(TOO_LONG)

    def on_headers_complete(self) -> None:
        """Hand on a head."""
        self._gathered = 0
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Hand on a part of a body."""
        self._gathered = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        """Hand on the end of a request."""
        self._gathered = 0
        super().on_message_complete()
