"""From events to the bytes that are kept for ever, and back.

Everybody who reads the log decodes through `Mapper`, so an event is upcast once, here, and
no reader ever sees an old shape.
"""

from infrastructure.mapper.codec import Mapper, UnknownEvent, UnknownTopic

__all__ = ["Mapper", "UnknownEvent", "UnknownTopic"]
