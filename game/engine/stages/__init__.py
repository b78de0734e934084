"""The stages of a turn, a file for each part of the world; `game.engine.step` puts them in order."""
