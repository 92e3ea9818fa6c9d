"""What is left after a deletion and is not a leftover, each with the reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Kept:
    """Things of a kind (None: of every kind) of a service that the inventory passes over, and why."""

    service: str
    kind: str | None
    reason: str
    when: Callable[[str, Any], bool] = lambda _id, _value: True


def _status(*states: str) -> Callable[[str, Any], bool]:
    """Whether the thing's `status` or `state` is one of these."""

    def matches(_id: str, value: Any) -> bool:
        return any(getattr(value, name, None) in states for name in ("status", "state"))

    return matches


ORPHANED = "moto keeps tags of deleted things; the id in their ARN never comes again"

KEPT: list[Kept] = [
    Kept("elbv2", "tags", ORPHANED),
    Kept("servicediscovery", "tags", ORPHANED),
    Kept("wafv2", "tags", ORPHANED),
    Kept("route53", "resource_tags", "moto keeps tags of deleted zones and checks; ids never come again"),
    Kept("route53", "delegation_sets", "moto's name servers of a zone; not the reusable sets of AWS"),
    Kept("rds", "events", "AWS shows events for two weeks"),
    Kept("ssm", "parameters", "AWS's own public parameters", lambda id, _value: id.startswith("/aws/")),
    Kept(
        "rds",
        None,
        "AWS's own parameter groups, made at their first use",
        lambda id, _value: id.startswith("default."),
    ),
    Kept("servicediscovery", "operations", "AWS shows finished operations for a while"),
    Kept("acm", "idempotency_tokens", "not a resource"),
    Kept(
        "kms",
        "keys",
        "AWS keeps a deleted key for 7 to 30 days",
        lambda _id, key: key.key_state == "PendingDeletion",
    ),
    Kept("ec2", "nat_gateways", "AWS shows a deleted gateway for an hour", _status("deleted")),
    Kept("ec2", "vpc_end_points", "AWS shows a deleted endpoint for a while", _status("deleted")),
    Kept("ec2", "managed_prefix_lists", "AWS shows a deleted list for a while", _status("delete-complete")),
    Kept(
        "ec2",
        "reservations",
        "AWS shows a terminated instance for an hour",
        lambda _id, reservation: all(instance.state == "terminated" for instance in reservation.instances),
    ),
    Kept("ec2", "tags", "moto keeps tags of deleted things; ids never come again"),
    Kept(
        "kms",
        "keys",
        "AWS's own key of a service (alias/aws/...), made at its first use",
        lambda _id, key: key.description == "Default key",
    ),
    Kept("kms", "tags", "with the key, which stays for days"),
    Kept(
        "s3",
        "tags",
        "moto keeps tags of deleted object versions; their ids never come again",
        lambda id, _value: "/" in id,
    ),
    Kept("ecs", "task_definitions", "AWS lists INACTIVE revisions for good", _status("INACTIVE")),
    Kept("ecs", "clusters", "AWS shows a deleted cluster as INACTIVE", _status("INACTIVE")),
    Kept("ecs", "services", "AWS shows a deleted service as INACTIVE", _status("INACTIVE")),
]


def is_kept(service: str, kind: str, id: str, value: Any) -> bool:
    """Whether the thing stays after its deletion on AWS too, or is bookkeeping of moto's."""
    return any(
        kept.service == service and kept.kind in (None, kind) and kept.when(id, value) for kept in KEPT
    )
