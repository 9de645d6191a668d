"use strict";

const welcome = `# Sokoguru: supervision of cooperatives.
#
# Put a token under "Headers" below: { "Authorization": "Bearer ..." }
# Without one you see what the public sees.

query Cooperatives {
  cooperatives(first: 5) {
    nodes {
      name
      membershipArea
      currentScore { bookYear total predicate { code label } }
    }
    pageInfo { hasNextPage endCursor }
  }
}
`;

const fetcher = GraphiQL.createFetcher({ url: "/graphql" });
ReactDOM.createRoot(document.getElementById("graphiql")).render(
  React.createElement(GraphiQL, { fetcher, defaultQuery: welcome, shouldPersistHeaders: false }),
);
