"""S3: configurations kept as the documents they are, policies with conditions, no call misunderstood."""

from . import documents, guard, policies, tags, versions

__all__ = ["documents", "guard", "policies", "tags", "versions"]
