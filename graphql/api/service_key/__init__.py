"""Service keys, with which programs come in, as the API offers them."""
