"""How the schema is built: descriptions, scalars, enums, rights."""
