"""CodeDeploy: alarms of deployment groups, their update, deletions."""

from __future__ import annotations

import json
from typing import Any

from moto.codedeploy import responses
from moto.codedeploy.models import CodeDeployBackend, DeploymentGroup
from moto.codedeploy.responses import CodeDeployResponse

from ..expect import expect
from ..extend import Function, adds, extends

expect(CodeDeployBackend, "get_deployment_group", "self application_name deployment_group_name")
expect(CodeDeployBackend, "_deployment_group_arn", "self application_name deployment_group_name")

UPDATABLE = {
    "deploymentConfigName": "deployment_config_name",
    "serviceRoleArn": "service_role_arn",
    "alarmConfiguration": "alarm_configuration",
    "autoRollbackConfiguration": "auto_rollback_configuration",
    "deploymentStyle": "deployment_style",
    "blueGreenDeploymentConfiguration": "blue_green_deployment_configuration",
    "loadBalancerInfo": "load_balancer_info",
    "ecsServices": "ecs_services",
    "triggerConfigurations": "trigger_configurations",
    "outdatedInstancesStrategy": "outdated_instances_strategy",
}
# moto answers these as empty structures, in which the provider finds a timestamp of nothing.
UNKNOWN = ("lastSuccessfulDeployment", "lastAttemptedDeployment", "targetRevision")


@extends(responses, "_deployment_group_info", "deployment_group")
def _info(original: Function, deployment_group: DeploymentGroup) -> dict[str, Any]:
    info: dict[str, Any] = original(deployment_group)
    for name in UNKNOWN:
        info.pop(name, None)
    alarms: Any = deployment_group.alarm_configuration
    if isinstance(alarms, dict):
        info["alarmConfiguration"] = alarms
    elif alarms is not None:
        info["alarmConfiguration"] = {
            "alarms": alarms.alarms,
            "enabled": alarms.enabled,
            "ignorePollAlarmFailure": alarms.ignore_poll_alarm_failure,
        }
    return info


@adds(CodeDeployResponse)
def update_deployment_group(self: CodeDeployResponse) -> str:
    backend = self.codedeploy_backend
    application, name = self._get_param("applicationName"), self._get_param("currentDeploymentGroupName")
    group = backend.get_deployment_group(application, name)
    for parameter, attribute in UPDATABLE.items():
        value = self._get_param(parameter)
        if value is not None:
            setattr(group, attribute, value)
    if new_name := self._get_param("newDeploymentGroupName"):
        groups = backend.deployment_groups[application]
        groups[new_name] = groups.pop(name)
        group.deployment_group_name = new_name
    return json.dumps({"hooksNotCleanedUp": []})


@adds(CodeDeployResponse)
def delete_deployment_group(self: CodeDeployResponse) -> str:
    _delete_group(
        self.codedeploy_backend, self._get_param("applicationName"), self._get_param("deploymentGroupName")
    )
    return json.dumps({"hooksNotCleanedUp": []})


@adds(CodeDeployResponse)
def delete_application(self: CodeDeployResponse) -> str:
    backend, name = self.codedeploy_backend, self._get_param("applicationName")
    for group in list(backend.deployment_groups.get(name, {})):
        _delete_group(backend, name, group)
    backend.applications.pop(name, None)
    backend.tagger.delete_all_tags_for_resource(backend._application_arn(name))
    return "{}"


def _delete_group(backend: CodeDeployBackend, application: str, name: str) -> None:
    backend.deployment_groups.get(application, {}).pop(name, None)
    backend.tagger.delete_all_tags_for_resource(backend._deployment_group_arn(application, name))
