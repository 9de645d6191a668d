"""What the guardian of a killed process runs: stop its PostgreSQL unless another uses it.

Run as `python -m infrastructure.embedded_postgres.release FOLDER`.
"""

import sys
from pathlib import Path

from infrastructure.embedded_postgres.embedded import release

if __name__ == "__main__":
    release(Path(sys.argv[1]))
