"""PostgreSQL: where it runs, how it is reached, and how its tables come about.

`embedded` runs the one that is brought along, `pool` reaches whichever it is,
`migrate` brings its tables up to this code.
"""
