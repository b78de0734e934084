"""The hindcast as a command: a table on the screen, a page with pictures, and the same as data."""
