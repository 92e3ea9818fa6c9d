"""Route 53: a zone that is made with a VPC is private."""

from __future__ import annotations

from typing import Any

from moto.route53.responses import Route53

from ..expect import expect
from ..extend import Function, extends

expect(Route53, "create_hosted_zone", "self")


@extends(Route53, "_get_bool_param", "self param_name if_none")
def _private_with_vpc(original: Function, self: Route53, param_name: str, if_none: Any = None) -> Any:
    # AWS goes by the VPC; Terraform does not send PrivateZone.
    if param_name == "HostedZoneConfig.PrivateZone" and self._get_param("VPC.VPCId"):
        return True
    return original(self, param_name, if_none)
