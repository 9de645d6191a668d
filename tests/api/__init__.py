"""Rules of the GraphQL API, asked over HTTP as a client would."""
