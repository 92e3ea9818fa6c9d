"""ECS, Application Auto Scaling, CodeDeploy, ACM, CloudFront, Lambda."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from botocore.exceptions import ClientError
from conftest import Emulator

TRUST = json.dumps({"Version": "2012-10-17", "Statement": []})


@pytest.fixture
def service(cloud: Emulator) -> dict[str, Any]:
    ecs = cloud.client("ecs")
    ecs.create_cluster(clusterName="c")
    ecs.register_task_definition(
        family="t", containerDefinitions=[{"name": "a", "image": "a", "memory": 128}]
    )
    created: dict[str, Any] = ecs.create_service(
        cluster="c",
        serviceName="s",
        taskDefinition="t",
        desiredCount=2,
        capacityProviderStrategy=[{"capacityProvider": "FARGATE", "base": 1, "weight": 1}],
        enableExecuteCommand=True,
        healthCheckGracePeriodSeconds=60,
        availabilityZoneRebalancing="ENABLED",
        deploymentConfiguration={
            "maximumPercent": 200,
            "minimumHealthyPercent": 100,
            "deploymentCircuitBreaker": {"enable": True, "rollback": True},
        },
    )["service"]
    return created


def test_a_service_keeps_what_it_was_created_with(cloud: Emulator, service: dict[str, Any]) -> None:
    found = cloud.client("ecs").describe_services(cluster="c", services=["s"])["services"][0]
    assert found["capacityProviderStrategy"] == [{"capacityProvider": "FARGATE", "base": 1, "weight": 1}]
    assert "launchType" not in found
    assert found["enableExecuteCommand"] is True
    assert found["healthCheckGracePeriodSeconds"] == 60
    assert found["availabilityZoneRebalancing"] == "ENABLED"
    assert found["deploymentConfiguration"]["deploymentCircuitBreaker"] == {"enable": True, "rollback": True}


def test_a_service_is_steady_at_once_and_after_an_update(cloud: Emulator, service: dict[str, Any]) -> None:
    ecs = cloud.client("ecs")
    ecs.update_service(cluster="c", service="s", desiredCount=5)
    found = ecs.describe_services(cluster="c", services=["s"])["services"][0]
    assert (found["runningCount"], found["pendingCount"], len(found["deployments"])) == (5, 0, 1)
    assert found["deployments"][0]["rolloutState"] == "COMPLETED"


def test_a_scalable_target_has_tags_until_it_is_deregistered(
    cloud: Emulator, service: dict[str, Any]
) -> None:
    scaling = cloud.client("application-autoscaling")
    target = {
        "ServiceNamespace": "ecs",
        "ResourceId": "service/c/s",
        "ScalableDimension": "ecs:service:DesiredCount",
    }
    arn = scaling.register_scalable_target(**target, MinCapacity=1, MaxCapacity=2, Tags={"a": "b"})[
        "ScalableTargetARN"
    ]
    scaling.tag_resource(ResourceARN=arn, Tags={"c": "d"})
    scaling.untag_resource(ResourceARN=arn, TagKeys=["a"])
    assert scaling.list_tags_for_resource(ResourceARN=arn)["Tags"] == {"c": "d"}
    scaling.deregister_scalable_target(**target)
    assert "applicationautoscaling" not in {found for found, _, _ in cloud.inventory()}


def test_a_changed_scaling_policy_leaves_no_alarms_behind(cloud: Emulator, service: dict[str, Any]) -> None:
    scaling = cloud.client("application-autoscaling")
    target = {
        "ServiceNamespace": "ecs",
        "ResourceId": "service/c/s",
        "ScalableDimension": "ecs:service:DesiredCount",
    }
    scaling.register_scalable_target(**target, MinCapacity=1, MaxCapacity=2)
    names = []
    for percent in (60.0, 55.0):
        policy = scaling.put_scaling_policy(
            **target,
            PolicyName="cpu",
            PolicyType="TargetTrackingScaling",
            TargetTrackingScalingPolicyConfiguration={
                "TargetValue": percent,
                "PredefinedMetricSpecification": {"PredefinedMetricType": "ECSServiceAverageCPUUtilization"},
            },
        )
        names.append({alarm["AlarmName"] for alarm in policy["Alarms"]})
    existing = cloud.client("cloudwatch").describe_alarms()["MetricAlarms"]
    assert {alarm["AlarmName"] for alarm in existing} == names[1] != names[0]
    scaling.delete_scaling_policy(**target, PolicyName="cpu")
    assert "cloudwatch" not in {found for found, _, _ in cloud.inventory()}


def test_a_deployment_group_can_be_changed_and_deleted(cloud: Emulator) -> None:
    deploy = cloud.client("codedeploy")
    deploy.create_application(applicationName="a", computePlatform="ECS", tags=[{"Key": "k", "Value": "v"}])
    group = {"applicationName": "a", "deploymentGroupName": "g"}
    deploy.create_deployment_group(**group, serviceRoleArn="arn:aws:iam::123456789012:role/r")
    alarms = {"enabled": True, "ignorePollAlarmFailure": False, "alarms": [{"name": "x"}]}
    deploy.update_deployment_group(
        applicationName="a", currentDeploymentGroupName="g", alarmConfiguration=alarms
    )
    assert deploy.get_deployment_group(**group)["deploymentGroupInfo"]["alarmConfiguration"] == alarms
    deploy.delete_deployment_group(**group)
    deploy.delete_application(applicationName="a")
    assert cloud.inventory() == []


def test_a_certificate_is_issued_at_once_and_listed(cloud: Emulator) -> None:
    acm = cloud.client("acm")
    arn = acm.request_certificate(
        DomainName="example.com",
        ValidationMethod="DNS",
        Options={"CertificateTransparencyLoggingPreference": "DISABLED"},
    )["CertificateArn"]
    assert acm.describe_certificate(CertificateArn=arn)["Certificate"]["Status"] == "ISSUED"
    assert [found["CertificateArn"] for found in acm.list_certificates()["CertificateSummaryList"]] == [arn]


POLICY = {
    "Name": "p",
    "MinTTL": 0,
    "ParametersInCacheKeyAndForwardedToOrigin": {
        "EnableAcceptEncodingGzip": True,
        "HeadersConfig": {"HeaderBehavior": "none"},
        "CookiesConfig": {"CookieBehavior": "none"},
        "QueryStringsConfig": {"QueryStringBehavior": "none"},
    },
}


def test_a_cache_policy_is_answered_as_sent(cloud: Emulator) -> None:
    cloudfront = cloud.client("cloudfront")
    made = cloudfront.create_cache_policy(CachePolicyConfig=POLICY)
    identifier = made["CachePolicy"]["Id"]
    assert cloudfront.get_cache_policy(Id=identifier)["CachePolicy"]["CachePolicyConfig"] == POLICY
    with pytest.raises(ClientError, match="CachePolicyAlreadyExists"):
        cloudfront.create_cache_policy(CachePolicyConfig=POLICY)
    with pytest.raises(ClientError, match="PreconditionFailed"):
        cloudfront.delete_cache_policy(Id=identifier, IfMatch="other")
    assert ("cloudfront", "cache_policies", identifier) in cloud.inventory()
    cloudfront.delete_cache_policy(Id=identifier, IfMatch=made["ETag"])
    assert cloud.inventory() == []


def test_managed_policies_can_be_found_by_name(cloud: Emulator) -> None:
    listed = cloud.client("cloudfront").list_cache_policies(Type="managed")["CachePolicyList"]["Items"]
    found = {item["CachePolicy"]["CachePolicyConfig"]["Name"]: item["CachePolicy"]["Id"] for item in listed}
    assert found["Managed-CachingOptimized"] == "658327ea-f89d-4fab-a63d-7e88639e58f6"


def test_a_distribution_must_be_disabled_before_it_is_deleted(cloud: Emulator) -> None:
    cloudfront = cloud.client("cloudfront")
    settings = {
        "CallerReference": "1",
        "Comment": "",
        "Enabled": True,
        "Origins": {"Quantity": 1, "Items": [{"Id": "o", "DomainName": "example.com"}]},
        "DefaultCacheBehavior": {"TargetOriginId": "o", "ViewerProtocolPolicy": "https-only"},
    }
    made = cloudfront.create_distribution_with_tags(
        DistributionConfigWithTags={
            "DistributionConfig": settings,
            "Tags": {"Items": [{"Key": "a", "Value": "b"}]},
        }
    )
    identifier, arn = made["Distribution"]["Id"], made["Distribution"]["ARN"]
    assert made["Distribution"]["Status"] == "Deployed"
    assert cloudfront.list_tags_for_resource(Resource=arn)["Tags"]["Items"] == [{"Key": "a", "Value": "b"}]
    with pytest.raises(ClientError, match="DistributionNotDisabled"):
        cloudfront.delete_distribution(Id=identifier, IfMatch=made["ETag"])
    changed = cloudfront.update_distribution(
        Id=identifier, IfMatch=made["ETag"], DistributionConfig={**settings, "Enabled": False}
    )
    cloudfront.delete_distribution(Id=identifier, IfMatch=changed["ETag"])
    assert cloud.inventory() == []


def test_a_cloudfront_function_is_published(cloud: Emulator) -> None:
    cloudfront = cloud.client("cloudfront")
    made = cloudfront.create_function(
        Name="f", FunctionConfig={"Comment": "", "Runtime": "cloudfront-js-2.0"}, FunctionCode=b"code"
    )
    with pytest.raises(ClientError, match="NoSuchFunctionExists"):
        cloudfront.describe_function(Name="f", Stage="LIVE")
    cloudfront.publish_function(Name="f", IfMatch=made["ETag"])
    assert cloudfront.get_function(Name="f", Stage="LIVE")["FunctionCode"].read() == b"code"


def test_a_function_keeps_its_vpc_key_dead_letters_logging_and_tracing(cloud: Emulator) -> None:
    role = cloud.client("iam").create_role(RoleName="r", AssumeRolePolicyDocument=TRUST)["Role"]["Arn"]
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("a.py", "")
    options = {
        "KMSKeyArn": "arn:aws:kms:us-east-1:123456789012:key/k",
        "DeadLetterConfig": {"TargetArn": "arn:aws:sqs:us-east-1:123456789012:q"},
        "LoggingConfig": {"LogFormat": "JSON", "LogGroup": "/g"},
        "TracingConfig": {"Mode": "Active"},
    }
    vpc = cloud.client("ec2").create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnet = cloud.client("ec2").create_subnet(VpcId=vpc, CidrBlock="10.0.0.0/24")["Subnet"]["SubnetId"]
    lambda_ = cloud.client("lambda")
    lambda_.create_function(
        FunctionName="f",
        Role=role,
        Runtime="python3.12",
        Handler="a.b",
        Code={"ZipFile": archive.getvalue()},
        VpcConfig={"SubnetIds": [subnet], "SecurityGroupIds": []},
        **options,
    )
    found = lambda_.get_function_configuration(FunctionName="f")
    assert found["VpcConfig"]["VpcId"] == vpc
    assert {name: found[name] for name in options} == options
    lambda_.update_function_configuration(FunctionName="f", TracingConfig={"Mode": "PassThrough"})
    assert lambda_.get_function_configuration(FunctionName="f")["TracingConfig"] == {"Mode": "PassThrough"}
