"""The entry point: the command `sokoguru`.

The commands themselves live in `cli/`, one module each; this file only opens it.
"""

from cli.group import sokoguru as main

__all__ = ["main"]

if __name__ == "__main__":
    main()
