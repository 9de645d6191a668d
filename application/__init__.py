"""The use cases: read, authorise, decide, append.

What a use case needs from outside stands in `application.kernel.ports` as protocols;
nothing here knows which database or web server answers them.
"""
