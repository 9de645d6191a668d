"""What the law says and what follows from it: decisions, facts and scores, without I/O.

Nothing here reads a clock, a file or a database: time, identities and the
actor are arguments, so every result can be computed again years later.
"""
