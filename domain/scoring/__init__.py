"""How a cooperative's health score follows from what was entered.

Read `ruleset` (what a rule is), `entries` (what came in), `engine` (how one
becomes the other), `document` (what the log keeps of it), then `check` (what is
wrong with a printed table).
"""
