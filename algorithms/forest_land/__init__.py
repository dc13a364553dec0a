"""Forest land: planning base, protection grades, limits of its use, editions, status (林地保护利用规划)."""
