"""The map: the region's shapes, the land, the corridors, and where their labels find room."""
