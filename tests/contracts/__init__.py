"""One body of tests per contract, run against every implementation of it."""
