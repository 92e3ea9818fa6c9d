"""EC2's instances."""

from __future__ import annotations

from typing import Any

import pytest
from botocore.exceptions import ClientError
from conftest import Emulator

IMAGE = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64"


def _run(ec2: Any, image: str = "ami-03cf127a", **more: Any) -> str:
    disk = {"VolumeSize": 8, "VolumeType": "gp3", "DeleteOnTermination": True}
    reservation = ec2.run_instances(
        ImageId=image,
        InstanceType="t4g.nano",
        MinCount=1,
        MaxCount=1,
        BlockDeviceMappings=[{"DeviceName": "/dev/xvda", "Ebs": disk}],
        **more,
    )
    instance: str = reservation["Instances"][0]["InstanceId"]
    return instance


def _described(ec2: Any, instance: str) -> Any:
    return ec2.describe_instances(InstanceIds=[instance])["Reservations"][0]["Instances"][0]


def _monitoring(ec2: Any, instance: str) -> str:
    state: str = _described(ec2, instance)["Monitoring"]["State"]
    return state


def test_an_instance_of_the_newest_image_is_monitored_as_it_was_launched(cloud: Emulator) -> None:
    ec2 = cloud.client("ec2", "us-east-2")
    image = cloud.client("ssm", "us-east-2").get_parameter(Name=IMAGE)["Parameter"]["Value"]
    assert ec2.describe_images(ImageIds=[image])["Images"][0]["RootDeviceName"] == "/dev/xvda"
    assert _monitoring(ec2, _run(ec2, image, Monitoring={"Enabled": True})) == "enabled"
    assert _monitoring(ec2, _run(ec2, image, Monitoring={"Enabled": False})) == "disabled"
    assert _monitoring(ec2, _run(ec2, image)) == "disabled"


def test_monitoring_of_instances_is_turned_on_and_off(cloud: Emulator) -> None:
    ec2 = cloud.client("ec2")
    one, two, other = _run(ec2), _run(ec2), _run(ec2)
    answer = ec2.monitor_instances(InstanceIds=[one, two])
    assert answer["InstanceMonitorings"] == [
        {"InstanceId": one, "Monitoring": {"State": "pending"}},
        {"InstanceId": two, "Monitoring": {"State": "pending"}},
    ]
    assert [_monitoring(ec2, id) for id in (one, two, other)] == ["enabled", "enabled", "disabled"]
    answer = ec2.unmonitor_instances(InstanceIds=[one])
    assert answer["InstanceMonitorings"] == [{"InstanceId": one, "Monitoring": {"State": "disabling"}}]
    assert [_monitoring(ec2, id) for id in (one, two)] == ["disabled", "enabled"]


@pytest.mark.parametrize("operation", ["monitor_instances", "unmonitor_instances"])
def test_monitoring_of_an_unknown_instance_is_refused_and_changes_none(
    cloud: Emulator, operation: str
) -> None:
    ec2 = cloud.client("ec2")
    known = _run(ec2, Monitoring={"Enabled": operation == "unmonitor_instances"})
    before = _monitoring(ec2, known)
    with pytest.raises(ClientError) as refused:
        getattr(ec2, operation)(InstanceIds=[known, "i-1234567890abcdef0"])
    assert refused.value.response["Error"]["Code"] == "InvalidInstanceID.NotFound"
    with pytest.raises(ClientError) as dry:
        getattr(ec2, operation)(InstanceIds=[known], DryRun=True)
    assert dry.value.response["Error"]["Code"] == "DryRunOperation"
    assert _monitoring(ec2, known) == before


def test_an_instance_is_protected_from_its_launch_on_and_leaves_nothing(cloud: Emulator) -> None:
    ec2 = cloud.client("ec2")
    before = cloud.inventory()
    instance = _run(ec2, DisableApiTermination=True)
    attribute = {"InstanceId": instance, "Attribute": "disableApiTermination"}
    assert ec2.describe_instance_attribute(**attribute)["DisableApiTermination"] == {"Value": True}
    with pytest.raises(ClientError) as refused:
        ec2.terminate_instances(InstanceIds=[instance])
    assert refused.value.response["Error"]["Code"] == "OperationNotPermitted"
    assert any(kind == "reservations" for _, kind, _ in cloud.inventory())
    ec2.modify_instance_attribute(InstanceId=instance, DisableApiTermination={"Value": False})
    for _ in range(2):
        ending = ec2.terminate_instances(InstanceIds=[instance])["TerminatingInstances"][0]
        assert ending["CurrentState"]["Name"] == "shutting-down"
    assert _described(ec2, instance)["State"]["Name"] == "terminated"
    assert cloud.inventory() == before


def test_an_interface_stays_that_was_there_before_its_instance(cloud: Emulator) -> None:
    ec2 = cloud.client("ec2")
    subnet = ec2.describe_subnets()["Subnets"][0]["SubnetId"]
    made = ec2.create_network_interface(SubnetId=subnet)["NetworkInterface"]["NetworkInterfaceId"]
    kept = {"DeviceIndex": 0, "SubnetId": subnet, "DeleteOnTermination": False}
    for interface in ({"DeviceIndex": 0, "NetworkInterfaceId": made}, kept):
        ec2.terminate_instances(InstanceIds=[_run(ec2, NetworkInterfaces=[interface])])
    enis = [id for _, kind, id in cloud.inventory() if kind == "enis"]
    assert made in enis and len(enis) == 2


def test_an_instance_shows_the_groups_of_its_first_interface_and_no_address_that_it_has_not(
    cloud: Emulator,
) -> None:
    ec2 = cloud.client("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.0.0/24")["Subnet"]["SubnetId"]
    one, two, three = (
        ec2.create_security_group(GroupName=name, Description=name, VpcId=vpc)["GroupId"]
        for name in ("one", "two", "three")
    )
    interface = {"DeviceIndex": 0, "SubnetId": subnet, "Groups": [one], "AssociatePublicIpAddress": False}
    instance = _run(ec2, NetworkInterfaces=[interface])

    def groups() -> list[list[str]]:
        described = _described(ec2, instance)
        return [
            [group["GroupId"] for group in holder]
            for holder in (described["SecurityGroups"], described["NetworkInterfaces"][0]["Groups"])
        ]

    assert "Association" not in _described(ec2, instance)["NetworkInterfaces"][0]
    assert groups() == [[one], [one]]
    ec2.modify_instance_attribute(InstanceId=instance, Groups=[two])
    assert groups() == [[two], [two]]
    interface_id = _described(ec2, instance)["NetworkInterfaces"][0]["NetworkInterfaceId"]
    ec2.modify_network_interface_attribute(NetworkInterfaceId=interface_id, Groups=[three])
    assert groups() == [[three], [three]]
    public = _run(ec2, NetworkInterfaces=[{**interface, "AssociatePublicIpAddress": True}])
    assert _described(ec2, public)["NetworkInterfaces"][0]["Association"]["PublicIp"]
