"""The law's tables as they were published into the log, version by version."""
