"""What happens: the rules of the game as pure functions on arrays, many worlds at a time."""
