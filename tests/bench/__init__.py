"""`python -m tests.bench`: how fast the engine is, as a table; nothing here passes or fails."""
