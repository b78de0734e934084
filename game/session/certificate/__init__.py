"""The certificate: what games of many kinds of players say about whether a scenario is a good game."""
