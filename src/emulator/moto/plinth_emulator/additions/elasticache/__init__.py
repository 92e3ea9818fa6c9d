"""ElastiCache: the nodes of a replication group, parameter groups, user groups, deletions."""

from . import deletion, parameter_groups, replication_groups, tags, user_groups

__all__ = ["deletion", "parameter_groups", "replication_groups", "tags", "user_groups"]
