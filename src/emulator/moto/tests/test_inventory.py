"""The inventory shows what was made, wherever it is, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from conftest import Emulator

TRUST = '{"Version":"2012-10-17","Statement":[]}'

MADE: list[tuple[str, Callable[[Any], Any], Callable[[Any, Any], Any]]] = [
    (
        "ec2",
        lambda c: c.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"],
        lambda c, i: c.delete_vpc(VpcId=i),
    ),
    ("s3", lambda c: c.create_bucket(Bucket="bucket"), lambda c, _: c.delete_bucket(Bucket="bucket")),
    ("sqs", lambda c: c.create_queue(QueueName="q")["QueueUrl"], lambda c, i: c.delete_queue(QueueUrl=i)),
    ("sns", lambda c: c.create_topic(Name="t")["TopicArn"], lambda c, i: c.delete_topic(TopicArn=i)),
    (
        "iam",
        lambda c: c.create_role(RoleName="r", AssumeRolePolicyDocument=TRUST),
        lambda c, _: c.delete_role(RoleName="r"),
    ),
    (
        "logs",
        lambda c: c.create_log_group(logGroupName="g", tags={"a": "b"}),
        lambda c, _: c.delete_log_group(logGroupName="g"),
    ),
    ("ecs", lambda c: c.create_cluster(clusterName="c"), lambda c, _: c.delete_cluster(cluster="c")),
    ("kms", lambda c: c.create_key()["KeyMetadata"]["KeyId"], lambda c, i: c.schedule_key_deletion(KeyId=i)),
    (
        "events",
        lambda c: c.put_rule(Name="r", EventPattern='{"source":["x"]}'),
        lambda c, _: c.delete_rule(Name="r"),
    ),
    (
        "dynamodb",
        lambda c: c.create_table(
            TableName="t",
            BillingMode="PAY_PER_REQUEST",
            KeySchema=[{"AttributeName": "i", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "i", "AttributeType": "S"}],
        ),
        lambda c, _: c.delete_table(TableName="t"),
    ),
]


@pytest.mark.parametrize(("service", "make", "delete"), MADE, ids=[case[0] for case in MADE])
def test_shows_what_is_made_until_it_is_deleted(
    cloud: Emulator, service: str, make: Callable[[Any], Any], delete: Callable[[Any, Any], Any]
) -> None:
    client = cloud.client(service)
    identifier = make(client)
    assert service in {found for found, _, _ in cloud.inventory()}
    delete(client, identifier)
    assert cloud.inventory() == []


def test_shows_every_region(cloud: Emulator) -> None:
    cloud.client("sqs", "us-west-2").create_queue(QueueName="q")
    assert [(item["service"], item["region"], item["id"]) for item in cloud.get("/plinth/inventory")] == [
        ("sqs", "us-west-2", "q")
    ]


def test_reading_makes_nothing(cloud: Emulator) -> None:
    cloud.client("ec2", "eu-west-1").describe_vpcs()
    cloud.client("iam").list_policies(Scope="AWS")
    cloud.client("ssm").get_parameters_by_path(Path="/aws/service/global-infrastructure/regions")
    cloud.client("kms").list_aliases()
    assert cloud.inventory() == []


def test_reset_takes_the_state_of_additions_too(cloud: Emulator) -> None:
    cloud.client("elasticache").create_cache_parameter_group(
        CacheParameterGroupName="p", CacheParameterGroupFamily="redis7", Description="x"
    )
    assert ("elasticache", "parameter_groups", "p") in cloud.inventory()
    cloud.get("/moto-api/reset", "POST")
    assert cloud.inventory() == []
    assert cloud.client("elasticache").describe_cache_parameter_groups()["CacheParameterGroups"] == []
