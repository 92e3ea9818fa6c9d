"""EC2: networks, instances."""

from . import instances, network

__all__ = ["instances", "network"]
