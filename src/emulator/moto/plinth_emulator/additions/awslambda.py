"""Lambda: options of functions and of event source mappings that moto drops, and the VPC of a function."""

from __future__ import annotations

from typing import Any

from moto.awslambda.models import EventSourceMapping, LambdaFunction
from moto.ec2.models import ec2_backends

from ..extend import Function, extends

KEPT = ("KMSKeyArn", "DeadLetterConfig", "LoggingConfig", "TracingConfig", "EphemeralStorage")
"""Answered as given at creation or at the last update; moto keeps some of them from creation only."""


def _keep(function: Any, given: dict[str, Any]) -> None:
    function.plinth_options.update({name: given[name] for name in KEPT if name in given})


@extends(LambdaFunction, "__init__", "self account_id spec region version")
def _create(
    original: Function,
    self: Any,
    account_id: str,
    spec: dict[str, Any],
    region: str,
    version: str | int = 1,
) -> None:
    self.plinth_options = {}
    _keep(self, spec)
    original(self, account_id, spec, region, version)


@extends(LambdaFunction, "get_configuration", "self on_create")
def _describe(original: Function, self: Any, on_create: bool = False) -> dict[str, Any]:
    configuration: dict[str, Any] = original(self, on_create)
    configuration.update({name: value for name, value in self.plinth_options.items() if value})
    network = configuration.get("VpcConfig") or {}
    for subnet in ec2_backends[self.account_id][self.region].describe_subnets():
        # moto makes up a VPC.
        if subnet.id in network.get("SubnetIds", []):
            network["VpcId"] = subnet.vpc_id
    return configuration


@extends(LambdaFunction, "update_configuration", "self config_updates")
def _update(original: Function, self: Any, config_updates: dict[str, Any]) -> dict[str, Any]:
    _keep(self, config_updates)
    configuration: dict[str, Any] = original(self, config_updates)
    return configuration


@extends(EventSourceMapping, "__init__", "self spec")
def _map(original: Function, self: Any, spec: dict[str, Any]) -> None:
    original(self, spec)
    name = spec["FunctionName"]
    # With a version or an alias at the end, which moto cuts off.
    self.plinth_function_arn = name if name.startswith("arn:") and name.count(":") == 7 else None


@extends(EventSourceMapping, "get_configuration", "self")
def _describe_mapping(original: Function, self: Any) -> dict[str, Any]:
    configuration: dict[str, Any] = original(self)
    if arn := vars(self).get("plinth_function_arn"):
        configuration["FunctionArn"] = arn
    return configuration


@extends(LambdaFunction, "_invoke_lambda", "self event")
def _do_not_run(original: Function, self: Any, event: str | None = None) -> tuple[str, bool, str]:
    # moto runs code in Docker only. No code runs here: the answer says so.
    return '{"executed": false}', False, ""
