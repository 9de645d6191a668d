"""Administrative areas: codes and names that decrees change, with the days from which they hold."""
