"""The commands of `sokoguru`, and the one place where all parts are put together.

Each command has a module of its own, imported only when that command runs.
"""
