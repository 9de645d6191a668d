"""What the commands of each subject read and write, against the log in memory."""
