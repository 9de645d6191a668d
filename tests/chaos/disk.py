"""A small disk for the data folder, which can be filled without harming anybody else."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SIZE = "1g"


@contextmanager
def disk() -> Iterator[tuple[Path, bool]]:
    """Lend a folder, and say whether it is a disk of its own: where mounting is allowed."""
    with tempfile.TemporaryDirectory(prefix="chaos-") as made:
        folder = Path(made) / "disk"
        folder.mkdir()
        mount, umount = shutil.which("mount"), shutil.which("umount")
        mounted = bool(mount and umount) and _run(
            [str(mount), "-t", "tmpfs", "-o", f"size={SIZE},mode=755", "tmpfs", str(folder)]
        )
        try:
            yield folder, mounted
        finally:
            if mounted and not _run([str(umount), str(folder)]):
                _run([str(umount), "-l", str(folder)])


def _run(command: list[str]) -> bool:
    done = subprocess.run(command, capture_output=True, check=False)
    return done.returncode == 0
