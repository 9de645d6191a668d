"""Queries written by Hypothesis from the schema, and the world in which they are asked.

`material` gathers what arguments are taken from, `values` draws arguments, `documents` writes
whole operations, `pair` asks one operation of two executors.
"""
