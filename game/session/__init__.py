"""A game in progress or a thousand of them: policies, batches, records and reports. No window, no socket, no printing."""
