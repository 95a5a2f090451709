"""What tests/run.py is made of: one module a kind of test."""
