"""What authors write: models of the rulebook and of scenarios, and the loader that reads them."""
