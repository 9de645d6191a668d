"""What tests share: the test server, fresh databases, small helpers."""
