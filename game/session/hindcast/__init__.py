"""The hindcast: history played again from documented starts, and held against the record."""
