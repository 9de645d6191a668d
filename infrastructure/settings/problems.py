"""What keeps Sokoguru from starting, each with a sentence that says what to do.

    CannotStart
    ├── SettingsInvalid          a value in the environment is wrong
    ├── DatabaseUnreachable      no PostgreSQL answers where it should
    ├── DatabaseUnsuitable       it answers, and is too old or lacks a right
    ├── OwnerKnown               a server was told the address of the owner
    ├── DataFolderUnusable       the folder of the embedded PostgreSQL
    ├── DatabaseNewer            the database knows migrations that the code does not
    ├── MigrationChanged         a migration was edited after it had been applied
    └── MigrationFailed          PostgreSQL refused a migration; nothing of it was kept

The command line prints the sentence and nothing else; these are not faults of the
program, so nobody needs a stack to mend them.
"""


class CannotStart(Exception):
    """Sokoguru cannot start; the message says why and what to do."""


class SettingsInvalid(CannotStart):
    """One or more settings are wrong; *problems* has a sentence for each."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(("These settings need mending:", *problems)))


class DatabaseUnreachable(CannotStart):
    """No PostgreSQL answers where it should."""


class DatabaseUnsuitable(CannotStart):
    """PostgreSQL answers, and is too old or lacks a right that Sokoguru needs."""


class OwnerKnown(CannotStart):
    """A server was told how to become the owner of what it must not be able to change."""

    def __init__(self) -> None:
        super().__init__(
            "SOKOGURU_OWNER_URL is for `sokoguru migrate` and `sokoguru rebuild` alone: leave it "
            "out of the environment of everything else, and let SOKOGURU_DATABASE_URL name "
            "somebody who owns nothing (docs/operations.md, Roles)."
        )


class DataFolderUnusable(CannotStart):
    """The folder of the embedded PostgreSQL cannot be used."""


class DatabaseNewer(CannotStart):
    """The database was migrated by a newer Sokoguru than this one."""


class MigrationChanged(CannotStart):
    """A migration differs from what was applied to this database."""


class MigrationFailed(CannotStart):
    """PostgreSQL refused a migration; nothing of it was kept."""
