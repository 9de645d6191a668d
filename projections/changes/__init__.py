"""How facts change each view: the writing half of the read models, one module each.

The tables are named without a schema here, and with one in the questions: the same
changes fill the live schema and the one that a rebuild makes beside it.
"""
