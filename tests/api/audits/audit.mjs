// Runs every server audit of the npm package graphql-http against the address given.
// Prints one line of JSON: {"total": 61, "failed": [{"id", "name", "reason"}]}.
import { auditServer } from 'graphql-http';

const results = await auditServer({ url: process.argv[2] });
const failed = results
  .filter((result) => result.status !== 'ok')
  .map(({ id, name, reason }) => ({ id, name, reason }));
console.log(JSON.stringify({ total: results.length, failed }));
