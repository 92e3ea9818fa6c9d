"""EC2: descriptions of rules that name a group or a prefix list; what goes with a deleted thing."""

from __future__ import annotations

from typing import Any

from moto.ec2.models.nat_gateways import NatGateway, NatGatewayBackend
from moto.ec2.models.security_groups import SecurityGroupRule
from moto.ec2.models.vpcs import VPC, VPCBackend

from ...expect import expect
from ...extend import Function, extends

expect(NatGateway, "__init__")


@extends(
    SecurityGroupRule,
    "__init__",
    "self ec2_backend ip_protocol group_id from_port to_port ip_range source_group prefix_list_id"
    " is_egress tags",
)
def _keep_prefix_list_description(
    original: Function, self: SecurityGroupRule, *args: Any, **kwargs: Any
) -> None:
    original(self, *args, **kwargs)
    prefix_list = kwargs.get("prefix_list_id", args[7] if len(args) > 7 else None)
    self.plinth_description = (prefix_list or {}).get("Description")


@extends(SecurityGroupRule, "description", "self")
def _description(original: Function, self: SecurityGroupRule) -> str | None:
    return original(self) or self.source_group.get("Description") or vars(self).get("plinth_description")


@extends(NatGatewayBackend, "delete_nat_gateway", "self nat_gateway_id")
def _delete_interface(original: Function, self: Any, nat_gateway_id: str) -> NatGateway:
    gateway: NatGateway = original(self, nat_gateway_id)
    self.enis.pop(gateway._eni.id, None)
    return gateway


@extends(VPCBackend, "delete_vpc", "self vpc_id")
def _delete_default_acl(original: Function, self: Any, vpc_id: str) -> VPC:
    vpc: VPC = original(self, vpc_id)
    for acl in [acl for acl in self.network_acls.values() if acl.vpc_id == vpc_id and acl.default]:
        del self.network_acls[acl.id]
    return vpc
