"""How an operation is executed: limits, context, loaders, errors."""
