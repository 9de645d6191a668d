"""Running the audits of the npm package graphql-http, where node and the package are to be had."""

import asyncio
import json
import shutil
from pathlib import Path
from typing import Any

import platformdirs

PACKAGE = "graphql-http@1.23.1"
SCRIPT = Path(__file__).with_name("audit.mjs")


async def npm_audits(address: str) -> Any:
    """Return what the audits found at *address*; None on a machine that cannot run them."""
    folder = prepared()
    if not installed(folder):
        flags = ("--no-save", "--no-package-lock", "--ignore-scripts")
        await _output("npm", "install", *flags, PACKAGE, "graphql@16", cwd=folder)
    if shutil.which("node") is None or not installed(folder):
        return None
    return json.loads(await _output("node", SCRIPT.name, address, cwd=folder))


def prepared() -> Path:
    """Return the folder, beside this user's other caches, in which the audits run."""
    folder = platformdirs.user_cache_path("sokoguru") / "audits"
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(SCRIPT, folder / SCRIPT.name)
    return folder


def installed(folder: Path) -> bool:
    """Say whether the package is in *folder*, where it is put once."""
    return (folder / "node_modules" / "graphql-http").is_dir()


async def _output(*command: str, cwd: Path) -> str:
    """Return what *command* prints, nothing when there is no such command."""
    if shutil.which(command[0]) is None:
        return ""
    process = await asyncio.create_subprocess_exec(
        *command, cwd=cwd, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL
    )
    output, _ = await process.communicate()
    return output.decode()
