"""Who may come into the embedded PostgreSQL, and with which secret.

Two roles: `postgres` owns everything, and only migrations and rebuilds come in as it;
`sokoguru_app` serves, owns nothing and can become nobody else. Nobody comes in without a secret.
Both lie in the data folder, a file each, for whoever runs Sokoguru and for nobody else.

The secrets are made in a process of their own (`infrastructure.embedded_postgres.secure`),
because a server that made them would know the owner's.
"""

import os
import secrets
from enum import StrEnum
from pathlib import Path

from infrastructure.embedded_postgres.programs import Programs, hand_over
from infrastructure.postgres.pool import SERVER_ROLE

ACCESS = """\
# Written by Sokoguru, again whenever it differs: whoever connects shows a secret.
local all all scram-sha-256
"""


class Role(StrEnum):
    """A role that comes in; its secret lies in the file `postgres.<name of the member>`."""

    OWNER = "postgres"
    SERVER = "sokoguru_app"


# Read by PostgreSQL while it takes no connections, a statement a line.
SCRIPT = f"""\
DO $$ BEGIN IF to_regrole('{SERVER_ROLE}') IS NULL THEN CREATE ROLE {SERVER_ROLE} NOLOGIN; END IF; \
IF to_regrole('{Role.SERVER}') IS NULL THEN CREATE ROLE {Role.SERVER}; END IF; END $$
ALTER ROLE {Role.SERVER} LOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB NOREPLICATION NOBYPASSRLS \
PASSWORD '{{server}}'
GRANT {SERVER_ROLE} TO {Role.SERVER} WITH INHERIT TRUE, SET FALSE
ALTER ROLE {Role.OWNER} PASSWORD '{{owner}}'
"""

OPTIONS = {
    "exit_on_error": "on",
    "log_min_error_statement": "panic",  # a statement that failed would be shown with its secret
    "scram_iterations": "1",  # stretching is for what people choose, not for 256 random bits
}


def secret_file(data: Path, role: Role) -> Path:
    """Return the file with the secret of *role*, beside the data of the server in *data*."""
    return data.with_name(f"{data.name}.{role.name.lower()}")


def is_secure(data: Path) -> bool:
    """Say whether everybody who comes into the server in *data* has to show a secret there is."""
    access = data / "pg_hba.conf"
    secured = access.exists() and access.read_text() == ACCESS
    return secured and all(secret_file(data, role).exists() for role in Role)


def secure(data: Path, programs: Programs) -> None:
    """Have everybody who comes into the stopped server in *data* show a secret.

    What was made with trust, or whose secrets are lost, gets new ones; no data are touched.
    A secret gets its file only once PostgreSQL knows it, so this may end anywhere.
    """
    found = {role: _read(data, role) or secrets.token_hex(32) for role in Role}
    script = SCRIPT.format(owner=found[Role.OWNER], server=found[Role.SERVER])
    options = (word for name, value in OPTIONS.items() for word in ("-c", f"{name}={value}"))
    programs.run("postgres", "--single", "-D", str(data), *options, "postgres", given=script)
    for role in Role:
        _write(secret_file(data, role), found[role])
    access = _write(data / "pg_hba.conf.unfinished", ACCESS)
    hand_over(access, programs)
    access.rename(data / "pg_hba.conf")


def secret_of(data: Path, role: Role) -> str:
    """Return the secret of *role* for the server in *data*."""
    return secret_file(data, role).read_text()


def _read(data: Path, role: Role) -> str | None:
    file = secret_file(data, role)
    return file.read_text() if file.exists() else None


def _write(file: Path, text: str) -> Path:
    """Write *file* for our own eyes, all or nothing, onto the disk."""
    unfinished = file.with_name(f"{file.name}.new")
    unfinished.unlink(missing_ok=True)
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    return unfinished.rename(file)
