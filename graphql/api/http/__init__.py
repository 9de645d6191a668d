"""HTTP: requests, bodies, headers, documents, health, pages."""
