"""AWS Backup: selections, vault policies, plan updates, tags, deletions that delete."""

from . import plans, selections, tags, vaults

__all__ = ["plans", "selections", "tags", "vaults"]
