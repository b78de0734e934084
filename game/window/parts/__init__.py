"""The parts that screens are made of: widgets and groups of widgets."""
