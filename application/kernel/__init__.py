"""The one way a command becomes events, and the ports that it needs."""
