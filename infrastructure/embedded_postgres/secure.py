"""What a server runs that finds its PostgreSQL without secrets: make them, and end.

Run as `python -m infrastructure.embedded_postgres.secure FOLDER`, with the folder of the stopped
PostgreSQL's data. A process of its own: the owner's secret is nothing for a server to know.
"""

import sys
from pathlib import Path

from infrastructure.embedded_postgres.programs import find_programs
from infrastructure.embedded_postgres.roles import secure
from infrastructure.settings.problems import DataFolderUnusable

if __name__ == "__main__":
    try:
        secure(Path(sys.argv[1]), find_programs())
    except DataFolderUnusable as error:
        sys.exit(str(error))
