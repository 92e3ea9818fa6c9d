"""What is not implemented is refused at once, in the form that the SDK of the service reads."""

from __future__ import annotations

from typing import Any

import pytest
from botocore.exceptions import ClientError
from conftest import Emulator

CALLS = [
    ("ec2", "get_ebs_default_kms_key_id", {}, "ec2 GetEbsDefaultKmsKeyId"),
    (
        "cloudwatch",
        "put_metric_stream",
        {"Name": "x", "FirehoseArn": "a" * 20, "RoleArn": "a" * 20, "OutputFormat": "json"},
        "PutMetricStream",
    ),
    ("logs", "put_query_definition", {"name": "x", "queryString": "fields @message"}, "PutQueryDefinition"),
    ("xray", "create_group", {"GroupName": "x"}, "CreateGroup"),
    ("securityhub", "update_security_hub_configuration", {}, "UpdateSecurityHubConfiguration"),
    (
        "cloudfront",
        "create_monitoring_subscription",
        {"DistributionId": "E1", "MonitoringSubscription": {}},
        "CreateMonitoringSubscription",
    ),
    (
        "route53",
        "create_key_signing_key",
        {
            "CallerReference": "x",
            "HostedZoneId": "Z1",
            "KeyManagementServiceArn": "a",
            "Name": "kkk",
            "Status": "ACTIVE",
        },
        "CreateKeySigningKey",
    ),
    (
        "s3",
        "create_bucket_metadata_table_configuration",
        {
            "Bucket": "bucket",
            "MetadataTableConfiguration": {"S3TablesDestination": {"TableBucketArn": "a", "TableName": "t"}},
        },
        "s3",
    ),
    ("globalaccelerator", "create_accelerator", {"Name": "x", "IdempotencyToken": "x"}, "CreateAccelerator"),
]


@pytest.mark.parametrize(
    ("service", "operation", "arguments", "named"), CALLS, ids=[call[0] for call in CALLS]
)
def test_refuses(
    cloud: Emulator, service: str, operation: str, arguments: dict[str, Any], named: str
) -> None:
    region = "us-west-2" if service == "globalaccelerator" else "us-east-1"
    with pytest.raises(ClientError) as refusal:
        getattr(cloud.client(service, region), operation)(**arguments)
    error = refusal.value.response
    assert error["Error"]["Code"] == "NotImplemented"
    assert named in error["Error"]["Message"]
    assert 400 <= error["ResponseMetadata"]["HTTPStatusCode"] < 500


def test_a_refused_delete_of_a_configuration_leaves_the_bucket(cloud: Emulator) -> None:
    s3 = cloud.client("s3")
    s3.create_bucket(Bucket="bucket")
    with pytest.raises(ClientError):
        s3.delete_bucket_metadata_table_configuration(Bucket="bucket")
    assert [bucket["Name"] for bucket in s3.list_buckets()["Buckets"]] == ["bucket"]
