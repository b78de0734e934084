"""Cues made from numbers."""
