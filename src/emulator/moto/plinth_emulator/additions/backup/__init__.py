"""AWS Backup: selections, vault policies, recovery points, plan updates, tags, deletions that delete."""

from . import plans, recovery_points, selections, tags, vaults

__all__ = ["plans", "recovery_points", "selections", "tags", "vaults"]
