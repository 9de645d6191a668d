"""The GraphQL API: types, queries, mutations, subscriptions and the HTTP application.

Imported as `api`, never as `graphql.api`: the folder above has no `__init__.py`,
because `graphql` is the import name of the GraphQL engine.
"""
