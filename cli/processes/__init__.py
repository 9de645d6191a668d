"""The processes of one server: who starts them, what each does, how they end together.

`supervisor` starts the others and starts again what died. `parts` says what each does: one
follows the log, one opens the house and ends, the others answer requests.
"""
