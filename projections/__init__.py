"""What follows the log: the read models, a folder each below `views`, and the reactors.

No row of a read model is a source of truth: every table can be thrown away and rebuilt
from the log. What a reactor did (a mail that was sent) cannot, so a rebuild leaves them alone.
"""
