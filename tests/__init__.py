"""The tests: unit without a database, integration with one, api over HTTP, e2e from outside."""

import os
import sys

# The suite starts some hundred programs; compiled anew in each, they would take half its time.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
