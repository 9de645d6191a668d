"""PostgreSQL: where it runs, how it is reached, and how its tables come about.

`embedded_postgres` runs the one that is brought along, `pool` reaches whichever it is, `lender`
notices a pooler in between, `migrate` brings its tables up to this code.
"""
