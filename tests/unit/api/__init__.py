"""Rules of the API that need neither a database nor a request over HTTP."""
