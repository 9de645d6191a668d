"""The API's parts that need neither server nor database."""
