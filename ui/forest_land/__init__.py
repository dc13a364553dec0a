"""The Forest land tab: planning base, protection grades, use and quota, monitoring, status."""
