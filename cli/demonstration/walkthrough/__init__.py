"""One cooperative through the whole process, told in the terminal.

The walkthrough is performed, not recorded: every line on the screen was read back from a log
that the ordinary handler wrote a moment before.
"""
