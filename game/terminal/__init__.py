"""What the game looks like in a terminal: reports as text. No rule is computed here."""
