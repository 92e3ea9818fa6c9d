"""EC2, KMS, CloudWatch Logs, Service Discovery with Route 53."""

from __future__ import annotations

from conftest import Emulator

HTTPS = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443}


def test_a_rule_shows_its_description_whatever_it_names(cloud: Emulator) -> None:
    ec2 = cloud.client("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    group = ec2.create_security_group(GroupName="g", Description="g", VpcId=vpc)["GroupId"]
    prefixes = ec2.create_managed_prefix_list(PrefixListName="p", MaxEntries=1, AddressFamily="IPv4")
    prefix_list = prefixes["PrefixList"]["PrefixListId"]
    ec2.authorize_security_group_egress(
        GroupId=group,
        IpPermissions=[
            {**HTTPS, "UserIdGroupPairs": [{"GroupId": group, "Description": "to group"}]},
            {**HTTPS, "PrefixListIds": [{"PrefixListId": prefix_list, "Description": "to list"}]},
            {**HTTPS, "IpRanges": [{"CidrIp": "10.0.0.0/16", "Description": "to range"}]},
        ],
    )
    rules = ec2.describe_security_group_rules(Filters=[{"Name": "group-id", "Values": [group]}])
    described = {rule.get("Description") for rule in rules["SecurityGroupRules"]}
    assert {"to group", "to list", "to range"} <= described


def test_a_deleted_vpc_and_nat_gateway_leave_nothing(cloud: Emulator) -> None:
    ec2 = cloud.client("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.0.0/24")["Subnet"]["SubnetId"]
    address = ec2.allocate_address(Domain="vpc")["AllocationId"]
    nat = ec2.create_nat_gateway(SubnetId=subnet, AllocationId=address)["NatGateway"]["NatGatewayId"]
    ec2.delete_nat_gateway(NatGatewayId=nat)
    ec2.release_address(AllocationId=address)
    ec2.delete_subnet(SubnetId=subnet)
    ec2.delete_vpc(VpcId=vpc)
    assert cloud.inventory() == []


def test_a_key_shows_its_rotation_period(cloud: Emulator) -> None:
    kms = cloud.client("kms")
    key = kms.create_key()["KeyMetadata"]["KeyId"]
    assert "RotationPeriodInDays" not in kms.get_key_rotation_status(KeyId=key)
    kms.enable_key_rotation(KeyId=key)
    assert kms.get_key_rotation_status(KeyId=key)["RotationPeriodInDays"] == 365
    kms.enable_key_rotation(KeyId=key, RotationPeriodInDays=180)
    assert kms.get_key_rotation_status(KeyId=key)["RotationPeriodInDays"] == 180


def test_a_log_group_does_not_inherit_tags_of_a_deleted_one(cloud: Emulator) -> None:
    logs = cloud.client("logs")
    logs.create_log_group(logGroupName="g", tags={"old": "yes"})
    logs.delete_log_group(logGroupName="g")
    logs.create_log_group(logGroupName="g")
    assert logs.list_tags_log_group(logGroupName="g")["tags"] == {}


def test_a_zone_with_a_vpc_is_private(cloud: Emulator) -> None:
    vpc = cloud.client("ec2").create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    route53 = cloud.client("route53")
    zone = route53.create_hosted_zone(
        Name="internal.example.com", CallerReference="1", VPC={"VPCRegion": "us-east-1", "VPCId": vpc}
    )["HostedZone"]
    assert zone["Config"]["PrivateZone"] is True
    assert route53.get_hosted_zone(Id=zone["Id"])["VPCs"] == [{"VPCRegion": "us-east-1", "VPCId": vpc}]


def test_a_deleted_dns_namespace_takes_its_zone_along(cloud: Emulator) -> None:
    vpc = cloud.client("ec2").create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    discovery = cloud.client("servicediscovery")
    discovery.create_private_dns_namespace(Name="svc.internal", Vpc=vpc)
    assert len(cloud.client("route53").list_hosted_zones()["HostedZones"]) == 1
    namespace = discovery.list_namespaces()["Namespaces"][0]["Id"]
    discovery.delete_namespace(Id=namespace)
    assert cloud.client("route53").list_hosted_zones()["HostedZones"] == []
