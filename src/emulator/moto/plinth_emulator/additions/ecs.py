"""ECS: CreateService keeps what it was given, and the tasks that were asked for run at once."""

from __future__ import annotations

from typing import Any

from moto.core.responses import ActionResult
from moto.ecs.models import EC2ContainerServiceBackend, Service
from moto.ecs.responses import EC2ContainerServiceResponse

from ..expect import expect
from ..extend import Function, extends

expect(EC2ContainerServiceBackend, "_get_service", "self cluster_str service_str")

KEPT = {
    "capacityProviderStrategy": "capacity_provider_strategy",
    "enableExecuteCommand": "enable_execute_command",
    "enableECSManagedTags": "enable_ecs_managed_tags",
    "healthCheckGracePeriodSeconds": "health_check_grace_period_seconds",
    "availabilityZoneRebalancing": "availability_zone_rebalancing",
    "deploymentConfiguration": "deployment_configuration",
    "placementConstraints": "placement_constraints",
    "placementStrategy": "placement_strategy",
}
"""Parameters that only UpdateService keeps in moto, with the attribute that DescribeServices reads."""


@extends(EC2ContainerServiceResponse, "create_service", "self")
def _create(original: Function, self: EC2ContainerServiceResponse) -> ActionResult:
    answer: ActionResult = original(self)
    result: Any = answer.result
    service = result["service"]
    for parameter, attribute in KEPT.items():
        value = self._get_param(parameter)
        if value is not None:
            setattr(service, attribute, value)
    if self._get_param("capacityProviderStrategy"):
        service.launch_type = None
    connect = self._get_param("serviceConnectConfiguration")
    _settle(service, connect)
    return answer


@extends(EC2ContainerServiceBackend, "update_service", "self service_properties")
def _update(
    original: Function, self: EC2ContainerServiceBackend, service_properties: dict[str, Any]
) -> Service:
    service: Service = original(self, service_properties)
    _settle(service, service_properties.get("service_connect_configuration"))
    return service


def _settle(service: Any, connect: dict[str, Any] | None) -> None:
    """Lets all tasks run, so that a wait for a steady state ends."""
    service.running_count = service.desired_count
    service.pending_count = 0
    for deployment in service.deployments:
        if deployment["status"] != "PRIMARY":
            continue
        deployment.update(
            desiredCount=service.desired_count,
            runningCount=service.desired_count,
            pendingCount=0,
            rolloutState="COMPLETED",
            rolloutStateReason=f"ECS deployment {deployment['id']} completed.",
        )
        if connect is not None:
            deployment["serviceConnectConfiguration"] = connect
