"""The research front end: what is written for readers who check the model."""
