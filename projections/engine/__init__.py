"""What moves the views: the follower of the log, its leader, and the rebuild."""
