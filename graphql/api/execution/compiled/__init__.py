"""Queries compiled once for each document: which columns are read, and what writes the answer.

What is compiled answers with the same bytes as the ordinary executor, or not at all: whatever is
not covered, and whatever goes wrong on the way, is answered by that one (decision 0014).
"""
