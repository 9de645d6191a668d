"""The tests: unit without a database, integration with one, api over HTTP, e2e from outside."""
