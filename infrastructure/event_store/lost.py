"""Which errors mean that the connection is gone, so that what it did is not known.

Any other error is an answer: the database, or asyncpg before it sent anything, refused, and
nothing was written.
"""

import asyncpg
from asyncpg.exceptions import InternalClientError

LOST = (
    OSError,
    TimeoutError,
    InternalClientError,
    asyncpg.InterfaceError,
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
    asyncpg.TooManyConnectionsError,
)
