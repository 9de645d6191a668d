"""How the schema is built: descriptions, scalars, enums, rights."""

from api.building import enums

enums.register()
