"""The first steps, and what deserves attention."""
