"""Monitoring, protection from the launch on, the groups of the first interface, and its end with the instance."""

from __future__ import annotations

import copy
from typing import Any

from moto.core.responses import ActionResult
from moto.core.serialize import return_if_not_empty
from moto.ec2.models.elastic_network_interfaces import NetworkInterfaceBackend
from moto.ec2.models.instances import Instance, InstanceBackend, InstanceState
from moto.ec2.responses._base_response import EC2BaseResponse
from moto.ec2.responses.instances import InstanceResponse
from moto.ec2.responses.monitoring import Monitoring

from ...expect import expect
from ...extend import Function, extends

expect(InstanceBackend, "get_multi_instances_by_id", "self instance_ids filters")

# An interface without a public address has no association: an empty one would say that it has an address.
TRANSFORMERS = expect(EC2BaseResponse, "RESPONSE_KEY_PATH_TO_TRANSFORMER")
TRANSFORMERS["NetworkInterfaces.InstanceNetworkInterface.Association"] = return_if_not_empty


@extends(InstanceResponse, "run_instances", "self")
def _run(original: Function, self: InstanceResponse) -> ActionResult:
    answer: ActionResult = original(self)
    reservation: Any = answer.result
    given = {int(spec["DeviceIndex"]): spec for spec in self._get_param("NetworkInterfaces", [])}
    for instance in reservation.instances:
        instance.disable_api_termination = self._get_param("DisableApiTermination") or False
        instance.security_groups = list(instance.nics[0].group_set)
        for index, interface in instance.nics.items():
            # What is made with an instance goes with it, unless somebody says otherwise.
            if not given.get(index, {}).keys() & {"NetworkInterfaceId", "DeleteOnTermination"}:
                interface.delete_on_termination = True
    return answer


@extends(Instance, "terminate", "self")
def _terminate(original: Function, self: Instance) -> InstanceState:
    # moto looks for the interfaces again, which went the first time.
    state: InstanceState = copy.copy(self._state) if self.state == "terminated" else original(self)
    return state


@extends(
    NetworkInterfaceBackend,
    "modify_network_interface_attribute",
    "self eni_id group_ids source_dest_check description",
)
def _change_groups(
    original: Function, self: Any, eni_id: str, group_ids: list[str], *args: Any, **kwargs: Any
) -> None:
    original(self, eni_id, group_ids, *args, **kwargs)
    interface = self.get_network_interface(eni_id)
    if group_ids and interface.instance and interface.device_index == 0:
        interface.instance.security_groups = list(interface._group_set)


@extends(InstanceBackend, "modify_instance_security_groups", "self instance_id new_group_id_list")
def _change_groups_of_instance(
    original: Function, self: Any, instance_id: str, new_group_id_list: list[str]
) -> Instance:
    instance: Instance = original(self, instance_id, new_group_id_list)
    instance.nics[0]._group_set = list(instance.security_groups)
    return instance


@extends(Monitoring, "monitor_instances", "self")
def _monitor(_original: Function, self: Monitoring) -> ActionResult:
    return _monitoring(self, "enabled", answer="pending")


@extends(Monitoring, "unmonitor_instances", "self")
def _unmonitor(_original: Function, self: Monitoring) -> ActionResult:
    return _monitoring(self, "disabled", answer="disabling")


def _monitoring(self: Monitoring, state: str, answer: str) -> ActionResult:
    """Sets the state of the instances named. As on AWS, the answer is that it will come; here it has."""
    self.error_on_dryrun()
    instances = self.ec2_backend.get_multi_instances_by_id(self._get_param("InstanceIds", []))
    for instance in instances:
        instance.monitoring_state = state
    monitorings = [{"InstanceId": instance.id, "Monitoring": {"State": answer}} for instance in instances]
    return ActionResult({"InstanceMonitorings": monitorings})
