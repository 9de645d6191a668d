"""The versions of one ruleset as they were published, and which are retired.

The stream belongs to the ruleset's plain name. A digest names one version of it and
is what assessments refer to; the name alone means the version published last.
"""

from collections.abc import Mapping
from typing import assert_never
from uuid import UUID

import msgspec

from domain.kernel.identifiers import key_stream
from domain.kernel.log import Recorded
from domain.ruleset.events import RulesetEvent, RulesetPublished, RulesetRetired
from domain.scoring.digests import is_digest
from domain.scoring.ruleset import Ruleset


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """One published text; a *retired* one may not begin new assessments."""

    digest: str
    ruleset: Ruleset
    retired: bool = False


class Versions(msgspec.Struct, frozen=True, kw_only=True):
    """Every version by digest, in the order of publication."""

    by_digest: Mapping[str, Version] = {}

    def find(self, name: str) -> Version | None:
        """Return the version that *name* means: a digest, or else the newest in use.

        When all are retired the newest of them is meant.
        """
        if name in self.by_digest or is_digest(name):
            return self.by_digest.get(name)
        newest_first = list(self.by_digest.values())[::-1]
        in_use = [version for version in newest_first if not version.retired]
        return next(iter(in_use or newest_first), None)


UNPUBLISHED = Versions()


def ruleset_stream(ruleset_id: str) -> UUID:
    """Return the stream of the ruleset named *ruleset_id*, all its versions."""
    return key_stream("ruleset", ruleset_id)


def evolve(state: Versions, recorded: Recorded[RulesetEvent]) -> Versions:
    """Return *state* as one recorded event leaves it. Events are never refused."""
    known = dict(state.by_digest)
    match recorded.event:
        case RulesetPublished(digest=digest, ruleset=ruleset):
            known[digest] = Version(digest=digest, ruleset=ruleset)
        case RulesetRetired(digest=digest):
            if digest in known:
                known[digest] = msgspec.structs.replace(known[digest], retired=True)
        case unknown:
            assert_never(unknown)
    return Versions(by_digest=known)
