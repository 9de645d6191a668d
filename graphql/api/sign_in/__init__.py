"""Coming in and going out: what people do about their own session, password and codes."""
