"""Pictures of numbers: the triangle, the fan, lines, stacks and bars."""
