"""Side effects that follow events: mails today; webhooks and relays belong here as well.

A reactor follows the log beside the views, with a cursor of its own. It never takes part in a
view's transaction, and a rebuild of views does not touch it.
"""
