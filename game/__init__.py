"""Third Neighbour: a turn-based simulation of balance of influence."""

__version__ = "0.1.0"
