"""RDS, ElastiCache, Backup, Kinesis, CloudTrail, SQS, DynamoDB as a lock table."""

from __future__ import annotations

import io
import json
import threading
import time
import urllib.request
import zipfile
from typing import Any

import pytest
from botocore.exceptions import ClientError
from conftest import Emulator


def _cluster(cloud: Emulator) -> Any:
    rds = cloud.client("rds")
    rds.create_db_cluster(
        DBClusterIdentifier="c",
        Engine="aurora-postgresql",
        EngineVersion="16.6",
        MasterUsername="app",
        ManageMasterUserPassword=True,
        ServerlessV2ScalingConfiguration={"MinCapacity": 0.5, "MaxCapacity": 1},
        EnablePerformanceInsights=True,
        EnableHttpEndpoint=True,
    )
    return rds


def test_a_cluster_and_its_instances_show_performance_insights(cloud: Emulator) -> None:
    rds = _cluster(cloud)
    cluster = rds.describe_db_clusters()["DBClusters"][0]
    assert (cluster["PerformanceInsightsEnabled"], cluster["PerformanceInsightsRetentionPeriod"]) == (True, 7)
    assert cluster["HttpEndpointEnabled"] is True
    assert "ScalingConfigurationInfo" not in cluster
    for name in ("a", "b"):
        rds.create_db_instance(
            DBInstanceIdentifier=name,
            DBClusterIdentifier="c",
            Engine="aurora-postgresql",
            DBInstanceClass="db.serverless",
        )
    instances = rds.describe_db_instances()["DBInstances"]
    assert [instance["PerformanceInsightsEnabled"] for instance in instances] == [True, True]
    assert {instance["CACertificateIdentifier"] for instance in instances} == {"rds-ca-rsa2048-g1"}
    assert len({instance["DbiResourceId"] for instance in instances}) == 2


def test_a_deleted_cluster_leaves_nothing(cloud: Emulator) -> None:
    rds = _cluster(cloud)
    rds.create_db_instance(
        DBInstanceIdentifier="a",
        DBClusterIdentifier="c",
        Engine="aurora-postgresql",
        DBInstanceClass="db.serverless",
    )
    rds.delete_db_instance(DBInstanceIdentifier="a", SkipFinalSnapshot=True)
    rds.delete_db_cluster(DBClusterIdentifier="c", SkipFinalSnapshot=True)
    assert cloud.inventory() == []


def test_a_parameter_that_was_set_is_the_users(cloud: Emulator) -> None:
    rds = cloud.client("rds")
    rds.create_db_parameter_group(
        DBParameterGroupName="p", DBParameterGroupFamily="aurora-postgresql16", Description="x"
    )
    setting = {"ParameterName": "log_statement", "ParameterValue": "ddl", "ApplyMethod": "immediate"}
    rds.modify_db_parameter_group(DBParameterGroupName="p", Parameters=[setting])
    found = rds.describe_db_parameters(DBParameterGroupName="p", Source="user")["Parameters"]
    assert [(entry["ParameterName"], entry["Source"]) for entry in found] == [("log_statement", "user")]


def test_a_replication_group_has_its_nodes_and_takes_them_along(cloud: Emulator) -> None:
    cache = cloud.client("elasticache")
    cache.create_replication_group(
        ReplicationGroupId="r",
        ReplicationGroupDescription="x",
        NumCacheClusters=2,
        EngineVersion="7.1",
        TransitEncryptionEnabled=True,
        SecurityGroupIds=["sg-1"],
        Tags=[{"Key": "a", "Value": "b"}],
    )
    group = cache.describe_replication_groups()["ReplicationGroups"][0]
    assert (group["MemberClusters"], group["TransitEncryptionMode"]) == (["r-001", "r-002"], "required")
    node = cache.describe_cache_clusters(CacheClusterId="r-002")["CacheClusters"][0]
    assert (node["EngineVersion"], node["SecurityGroups"][0]["SecurityGroupId"]) == ("7.1", "sg-1")
    cache.delete_replication_group(ReplicationGroupId="r")
    assert cloud.inventory() == []


def test_cache_parameter_groups_and_user_groups(cloud: Emulator) -> None:
    cache = cloud.client("elasticache")
    made = cache.create_cache_parameter_group(
        CacheParameterGroupName="p",
        CacheParameterGroupFamily="redis7",
        Description="x",
        Tags=[{"Key": "a", "Value": "b"}],
    )["CacheParameterGroup"]
    setting = {"ParameterName": "maxmemory-policy", "ParameterValue": "volatile-lru"}
    cache.modify_cache_parameter_group(CacheParameterGroupName="p", ParameterNameValues=[setting])
    found = cache.describe_cache_parameters(CacheParameterGroupName="p", Source="user")["Parameters"]
    assert [entry["ParameterValue"] for entry in found] == ["volatile-lru"]
    assert cache.list_tags_for_resource(ResourceName=made["ARN"])["TagList"] == [{"Key": "a", "Value": "b"}]
    cache.delete_cache_parameter_group(CacheParameterGroupName="p")
    with pytest.raises(ClientError, match="CacheParameterGroupNotFound"):
        cache.describe_cache_parameter_groups(CacheParameterGroupName="p")
    cache.create_user_group(UserGroupId="u", Engine="redis", UserIds=["default"])
    cache.modify_user_group(UserGroupId="u", UserIdsToAdd=["app"], UserIdsToRemove=["default"])
    assert cache.describe_user_groups(UserGroupId="u")["UserGroups"][0]["UserIds"] == ["app"]
    cache.delete_user_group(UserGroupId="u")
    assert cloud.inventory() == []


def test_backups_select_and_leave_nothing(cloud: Emulator) -> None:
    backup = cloud.client("backup")
    backup.create_backup_vault(BackupVaultName="v", BackupVaultTags={"a": "b"})
    backup.put_backup_vault_access_policy(BackupVaultName="v", Policy="{}")
    assert backup.get_backup_vault_access_policy(BackupVaultName="v")["Policy"] == "{}"
    assert backup.list_recovery_points_by_backup_vault(BackupVaultName="v")["RecoveryPoints"] == []
    plan = {"BackupPlanName": "p", "Rules": [{"RuleName": "r", "TargetBackupVaultName": "v"}]}
    identifier = backup.create_backup_plan(BackupPlan=plan)["BackupPlanId"]
    changed = {**plan, "Rules": [{"RuleName": "changed", "TargetBackupVaultName": "v"}]}
    backup.update_backup_plan(BackupPlanId=identifier, BackupPlan=changed)
    assert backup.get_backup_plan(BackupPlanId=identifier)["BackupPlan"]["Rules"][0]["RuleName"] == "changed"
    selection = {"SelectionName": "s", "IamRoleArn": "arn:aws:iam::123456789012:role/r", "Resources": ["*"]}
    chosen = backup.create_backup_selection(BackupPlanId=identifier, BackupSelection=selection)["SelectionId"]
    found = backup.get_backup_selection(BackupPlanId=identifier, SelectionId=chosen)
    assert found["BackupSelection"] == selection
    assert ("backup", "selections", chosen) in cloud.inventory()
    backup.delete_backup_selection(BackupPlanId=identifier, SelectionId=chosen)
    backup.delete_backup_plan(BackupPlanId=identifier)
    backup.delete_backup_vault(BackupVaultName="v")
    assert cloud.inventory() == []


def test_a_backup_keeps_its_vault_until_it_is_deleted(cloud: Emulator) -> None:
    backup = cloud.client("backup")
    backup.create_backup_vault(BackupVaultName="v")
    source = "arn:aws:dynamodb:us-east-1:123456789012:table/t"
    role = "arn:aws:iam::123456789012:role/r"
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        backup.start_backup_job(BackupVaultName="none", ResourceArn=source, IamRoleArn=role)
    arn = backup.start_backup_job(BackupVaultName="v", ResourceArn=source, IamRoleArn=role)["RecoveryPointArn"]
    [point] = backup.list_recovery_points_by_backup_vault(BackupVaultName="v")["RecoveryPoints"]
    assert (point["RecoveryPointArn"], point["ResourceArn"], point["Status"]) == (arn, source, "COMPLETED")
    assert backup.describe_recovery_point(BackupVaultName="v", RecoveryPointArn=arn)["IamRoleArn"] == role
    assert ("backup", "recovery_points", arn) in cloud.inventory()
    without_slash = urllib.request.Request(f"{cloud.endpoint}/backup-vaults/v/recovery-points")
    scope = "AWS4-HMAC-SHA256 Credential=test/20250101/us-east-1/backup/aws4_request"
    without_slash.add_header("Authorization", f"{scope}, SignedHeaders=host, Signature=x")
    with urllib.request.urlopen(without_slash, timeout=30) as answer:
        assert [each["RecoveryPointArn"] for each in json.load(answer)["RecoveryPoints"]] == [arn]
    with pytest.raises(ClientError, match="contains recovery points"):
        backup.delete_backup_vault(BackupVaultName="v")
    backup.delete_recovery_point(BackupVaultName="v", RecoveryPointArn=arn)
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        backup.describe_recovery_point(BackupVaultName="v", RecoveryPointArn=arn)
    backup.delete_backup_vault(BackupVaultName="v")
    assert cloud.inventory() == []


def test_a_stream_has_the_tags_it_was_created_with(cloud: Emulator) -> None:
    kinesis = cloud.client("kinesis")
    kinesis.create_stream(StreamName="s", ShardCount=1, Tags={"a": "b"})
    assert kinesis.list_tags_for_stream(StreamName="s")["Tags"] == [{"Key": "a", "Value": "b"}]


def test_a_subnet_group_is_there_after_it_was_changed(cloud: Emulator) -> None:
    ec2, rds = cloud.client("ec2"), cloud.client("rds")
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnets = [
        ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{n}.0/24", AvailabilityZone=f"us-east-1{zone}")[
            "Subnet"
        ]["SubnetId"]
        for n, zone in enumerate("abc")
    ]
    name = "db-subnets"
    rds.create_db_subnet_group(
        DBSubnetGroupName=name, DBSubnetGroupDescription="two", SubnetIds=subnets[:2]
    )
    rds.modify_db_subnet_group(DBSubnetGroupName=name, SubnetIds=subnets)
    (group,) = rds.describe_db_subnet_groups(DBSubnetGroupName=name)["DBSubnetGroups"]
    assert [subnet["SubnetIdentifier"] for subnet in group["Subnets"]] == subnets


def test_one_of_several_trails_is_described_alone(cloud: Emulator) -> None:
    cloud.client("s3").create_bucket(Bucket="trail")
    trails = cloud.client("cloudtrail")
    arns = [
        trails.create_trail(Name=name, S3BucketName="trail", IsMultiRegionTrail=True)["TrailARN"]
        for name in ("blue", "green")
    ]
    for asked in ("green", arns[1]):
        (found,) = trails.describe_trails(trailNameList=[asked])["trailList"]
        assert found["Name"] == "green"
    assert len(trails.describe_trails()["trailList"]) == 2


def test_a_trail_can_be_named_by_its_arn(cloud: Emulator) -> None:
    cloud.client("s3").create_bucket(Bucket="trail")
    trails = cloud.client("cloudtrail")
    arn = trails.create_trail(Name="trail", S3BucketName="trail")["TrailARN"]
    trails.start_logging(Name=arn)
    assert trails.get_trail_status(Name="trail")["IsLogging"] is True
    trails.stop_logging(Name=arn)
    trails.delete_trail(Name=arn)
    assert trails.describe_trails()["trailList"] == []


def test_a_queue_keeps_its_policies(cloud: Emulator) -> None:
    sqs = cloud.client("sqs")
    dead = sqs.create_queue(QueueName="dead")["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=dead, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    redrive = json.dumps({"deadLetterTargetArn": arn, "maxReceiveCount": 3}, separators=(",", ":"))
    queue = sqs.create_queue(QueueName="q", Attributes={"RedrivePolicy": redrive})["QueueUrl"]
    statement = {"Effect": "Allow", "Principal": "*", "Action": "sqs:*", "Resource": "*"}
    policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    sqs.set_queue_attributes(QueueUrl=queue, Attributes={"Policy": policy})
    sqs.set_queue_attributes(QueueUrl=queue, Attributes={"VisibilityTimeout": "60"})
    found = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["All"])["Attributes"]
    assert (found["Policy"], found["RedrivePolicy"]) == (policy, redrive)
    allow = json.dumps({"redrivePermission": "allowAll"})
    sqs.set_queue_attributes(QueueUrl=dead, Attributes={"RedriveAllowPolicy": allow})
    asked = sqs.get_queue_attributes(QueueUrl=dead, AttributeNames=["RedriveAllowPolicy"])
    assert asked["Attributes"] == {"RedriveAllowPolicy": allow}


def test_a_receiver_that_waits_holds_no_one_up(cloud: Emulator) -> None:
    sqs = cloud.client("sqs")
    queue = sqs.create_queue(QueueName="q")["QueueUrl"]
    got: list[Any] = []

    def receive() -> None:
        got.append(cloud.client("sqs").receive_message(QueueUrl=queue, WaitTimeSeconds=20))

    receiver = threading.Thread(target=receive)
    began = time.monotonic()
    receiver.start()
    sqs.send_message(QueueUrl=queue, MessageBody="x")
    receiver.join(timeout=20)
    assert [message["Body"] for message in got[0]["Messages"]] == ["x"]
    assert time.monotonic() - began < 10


def test_a_lock_is_taken_once(cloud: Emulator) -> None:
    dynamodb = cloud.client("dynamodb")
    dynamodb.create_table(
        TableName="lock",
        BillingMode="PAY_PER_REQUEST",
        KeySchema=[{"AttributeName": "LockID", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "LockID", "AttributeType": "S"}],
    )
    lock = {
        "TableName": "lock",
        "Item": {"LockID": {"S": "x"}},
        "ConditionExpression": "attribute_not_exists(LockID)",
    }
    dynamodb.put_item(**lock)
    with pytest.raises(ClientError, match="ConditionalCheckFailed"):
        dynamodb.put_item(**lock)


def test_a_rotation_of_an_empty_secret_stays_pending_until_a_function_does_it(
    cloud: Emulator,
) -> None:
    iam, functions, secrets = (cloud.client(name) for name in ("iam", "lambda", "secretsmanager"))
    role = iam.create_role(RoleName="r", AssumeRolePolicyDocument="{}")["Role"]["Arn"]
    code = io.BytesIO()
    with zipfile.ZipFile(code, "w") as packed:
        packed.writestr("index.js", "")
    function = functions.create_function(
        FunctionName="f",
        Role=role,
        Runtime="nodejs22.x",
        Handler="index.handler",
        Code={"ZipFile": code.getvalue()},
    )["FunctionArn"]
    arn = secrets.create_secret(Name="s")["ARN"]
    rules = {"AutomaticallyAfterDays": 30}
    first, second = "1" * 32, "2" * 32
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        secrets.rotate_secret(SecretId=arn, RotationLambdaARN=function + "x", RotationRules=rules)
    secrets.rotate_secret(
        SecretId=arn, RotationLambdaARN=function, RotationRules=rules, ClientRequestToken=first
    )
    told = secrets.describe_secret(SecretId=arn)
    assert (told["RotationEnabled"], told["RotationRules"]) == (True, rules)
    assert told["VersionIdsToStages"] == {first: ["AWSPENDING"]}
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        secrets.get_secret_value(SecretId=arn)
    with pytest.raises(ClientError, match="still in progress"):
        secrets.rotate_secret(SecretId=arn)
    for token, before in ((first, {}), (second, {"RemoveFromVersionId": first})):
        if before:
            secrets.rotate_secret(SecretId=arn, ClientRequestToken=token)
        secrets.put_secret_value(
            SecretId=arn, ClientRequestToken=token, SecretString=token, VersionStages=["AWSPENDING"]
        )
        secrets.update_secret_version_stage(
            SecretId=arn, VersionStage="AWSCURRENT", MoveToVersionId=token, **before
        )
        assert secrets.get_secret_value(SecretId=arn)["SecretString"] == token
    previous = secrets.get_secret_value(SecretId=arn, VersionStage="AWSPREVIOUS")
    assert previous["SecretString"] == first
    functions.delete_function(FunctionName="f")
    iam.delete_role(RoleName="r")
    secrets.delete_secret(SecretId=arn, ForceDeleteWithoutRecovery=True)
    assert cloud.inventory() == []
