"""Bots: who gives Mongolia's orders when no person does. `game.session.policies` lists them by name."""
