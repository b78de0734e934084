"""A game in progress or a thousand of them: policies, batches, records, reports. No window, no socket, no print."""
