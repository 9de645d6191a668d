"""How many files this process may have open, connections included: as many as it is allowed."""

import resource

import structlog

logger = structlog.get_logger("sokoguru.files")

#: With fewer, a few hundred people may find the door shut.
FEW = 4_096
#: Kept for the database, the log, documents and mails, whoever connects.
RESERVED = 200


def raise_limit_of_files() -> int:
    """Raise the limit to what the system allows, say so when that is little, and return it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = hard if hard != resource.RLIM_INFINITY else max(soft, FEW)
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    if wanted < FEW:
        logger.warning(
            "few_files",
            limit=wanted,
            wanted=FEW,
            meaning="no more connections than this; raise it with ulimit -n or LimitNOFILE=",
        )
    return wanted


def connections_at_most() -> int:
    """Return how many connections leave enough files for the server itself."""
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return max(soft - RESERVED, soft // 2)
