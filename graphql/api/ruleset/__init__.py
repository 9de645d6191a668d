"""The law's scoring tables, as the API shows and publishes them."""
