"""The audits of GraphQL over HTTP: in our own words, and those of the npm package."""
