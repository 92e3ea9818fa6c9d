"""S3: what Terraform puts is what it gets."""

from __future__ import annotations

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError
from conftest import Emulator

TLS_ONLY = {
    "Effect": "Deny",
    "Principal": "*",
    "Action": "s3:*",
    "Resource": ["arn:aws:s3:::bucket", "arn:aws:s3:::bucket/*"],
    "Condition": {"Bool": {"aws:SecureTransport": "false"}},
}


@pytest.fixture
def s3(cloud: Emulator) -> Any:
    client = cloud.client("s3")
    client.create_bucket(Bucket="bucket")
    return client


def _policy(*statements: dict[str, Any]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def test_lifecycle_rules_keep_all_their_parts(s3: Any) -> None:
    rules = [
        {
            "ID": "a",
            "Status": "Enabled",
            "Filter": {"ObjectSizeGreaterThan": 500},
            "NoncurrentVersionExpiration": {"NoncurrentDays": 30, "NewerNoncurrentVersions": 3},
        },
        {
            "ID": "b",
            "Status": "Disabled",
            "Filter": {
                "And": {
                    "Prefix": "x/",
                    "Tags": [{"Key": "a", "Value": "b"}],
                    "ObjectSizeGreaterThan": 10,
                    "ObjectSizeLessThan": 20,
                }
            },
            "Expiration": {"Days": 3},
        },
    ]
    s3.put_bucket_lifecycle_configuration(Bucket="bucket", LifecycleConfiguration={"Rules": rules})
    assert s3.get_bucket_lifecycle_configuration(Bucket="bucket")["Rules"] == rules
    s3.delete_bucket_lifecycle(Bucket="bucket")
    with pytest.raises(ClientError, match="NoSuchLifecycleConfiguration"):
        s3.get_bucket_lifecycle_configuration(Bucket="bucket")


PER_ID: list[tuple[str, str, dict[str, Any]]] = [
    (
        "intelligent_tiering",
        "IntelligentTieringConfiguration",
        {"Status": "Enabled", "Tierings": [{"Days": 125, "AccessTier": "ARCHIVE_ACCESS"}]},
    ),
    ("metrics", "MetricsConfiguration", {"Filter": {"Prefix": "x/"}}),
    ("analytics", "AnalyticsConfiguration", {"StorageClassAnalysis": {}}),
    (
        "inventory",
        "InventoryConfiguration",
        {
            "Destination": {"S3BucketDestination": {"Bucket": "arn:aws:s3:::other", "Format": "CSV"}},
            "IsEnabled": True,
            "IncludedObjectVersions": "All",
            "Schedule": {"Frequency": "Weekly"},
        },
    ),
]


@pytest.mark.parametrize(("kind", "member", "settings"), PER_ID, ids=[case[0] for case in PER_ID])
def test_configurations_with_an_id(s3: Any, kind: str, member: str, settings: dict[str, Any]) -> None:
    def call(verb: str, **arguments: Any) -> Any:
        return getattr(s3, f"{verb}_bucket_{kind}_configuration")(Bucket="bucket", Id="one", **arguments)

    call("put", **{member: {"Id": "one", **settings}})
    assert call("get")[member] == {"Id": "one", **settings}
    listed = getattr(s3, f"list_bucket_{kind}_configurations")(Bucket="bucket")
    assert [entry["Id"] for entry in listed[f"{member}List"]] == ["one"]
    call("delete")
    s3.head_bucket(Bucket="bucket")
    with pytest.raises(ClientError, match="NoSuchConfiguration"):
        call("get")


def test_a_policy_that_denies_all_but_tls_lets_objects_through(s3: Any) -> None:
    s3.put_bucket_policy(Bucket="bucket", Policy=_policy(TLS_ONLY))
    s3.put_object(Bucket="bucket", Key="a b", Body=b"x")
    assert s3.get_object(Bucket="bucket", Key="a b")["Body"].read() == b"x"


def test_a_policy_that_denies_without_a_condition_denies(s3: Any) -> None:
    unconditional = {key: value for key, value in TLS_ONLY.items() if key != "Condition"}
    s3.put_bucket_policy(Bucket="bucket", Policy=_policy(unconditional))
    with pytest.raises(ClientError, match="403|Forbidden"):
        s3.put_object(Bucket="bucket", Key="a", Body=b"x")


def test_an_object_shows_how_it_is_encrypted(s3: Any, cloud: Emulator) -> None:
    key = cloud.client("kms").create_key()["KeyMetadata"]["Arn"]
    s3.put_object(
        Bucket="bucket",
        Key="a",
        Body=b"x",
        ServerSideEncryption="aws:kms",
        SSEKMSKeyId=key,
        BucketKeyEnabled=True,
    )
    head = s3.head_object(Bucket="bucket", Key="a")
    assert (head["ServerSideEncryption"], head["SSEKMSKeyId"], head["BucketKeyEnabled"]) == (
        "aws:kms",
        key,
        True,
    )


LOGGING = {"LoggingEnabled": {"TargetBucket": "logs", "TargetPrefix": "s3/bucket/"}}


@pytest.mark.parametrize(
    ("resource", "allowed"), [("arn:aws:s3:::logs/s3/*", True), ("arn:aws:s3:::logs/x/*", False)]
)
def test_access_logs_go_where_the_policy_lets_them(s3: Any, resource: str, allowed: bool) -> None:
    s3.create_bucket(Bucket="logs")
    grant = {
        "Effect": "Allow",
        "Principal": {"Service": "logging.s3.amazonaws.com"},
        "Action": "s3:PutObject",
        "Resource": resource,
    }
    s3.put_bucket_policy(Bucket="logs", Policy=_policy({**TLS_ONLY, "Principal": "*"}, grant))
    if allowed:
        s3.put_bucket_logging(Bucket="bucket", BucketLoggingStatus=LOGGING)
        assert s3.get_bucket_logging(Bucket="bucket")["LoggingEnabled"] == LOGGING["LoggingEnabled"]
    else:
        with pytest.raises(ClientError, match="InvalidTargetBucketForLogging"):
            s3.put_bucket_logging(Bucket="bucket", BucketLoggingStatus=LOGGING)


def test_notifications_to_eventbridge_and_replication_filters_are_kept(s3: Any) -> None:
    s3.put_bucket_notification_configuration(
        Bucket="bucket", NotificationConfiguration={"EventBridgeConfiguration": {}}
    )
    assert s3.get_bucket_notification_configuration(Bucket="bucket")["EventBridgeConfiguration"] == {}
    s3.put_bucket_versioning(Bucket="bucket", VersioningConfiguration={"Status": "Enabled"})
    replication = {
        "Role": "arn:aws:iam::123456789012:role/r",
        "Rules": [
            {
                "ID": "a",
                "Priority": 1,
                "Status": "Enabled",
                "Filter": {"Prefix": "x/"},
                "DeleteMarkerReplication": {"Status": "Enabled"},
                "SourceSelectionCriteria": {"SseKmsEncryptedObjects": {"Status": "Enabled"}},
                "Destination": {"Bucket": "arn:aws:s3:::other"},
            }
        ],
    }
    s3.put_bucket_replication(Bucket="bucket", ReplicationConfiguration=replication)
    assert s3.get_bucket_replication(Bucket="bucket")["ReplicationConfiguration"] == replication


def test_a_bucket_does_not_inherit_what_a_deleted_one_had(s3: Any) -> None:
    s3.put_bucket_tagging(Bucket="bucket", Tagging={"TagSet": [{"Key": "old", "Value": "yes"}]})
    s3.delete_bucket(Bucket="bucket")
    s3.create_bucket(Bucket="bucket")
    with pytest.raises(ClientError, match="NoSuchTagSet"):
        s3.get_bucket_tagging(Bucket="bucket")
    assert s3.get_bucket_request_payment(Bucket="bucket")["Payer"] == "BucketOwner"


def test_a_delete_marker_goes_with_the_versions(s3: Any) -> None:
    s3.put_bucket_versioning(Bucket="bucket", VersioningConfiguration={"Status": "Enabled"})
    s3.put_object(Bucket="bucket", Key="a", Body=b"1")
    s3.delete_object(Bucket="bucket", Key="a")
    listed = s3.list_object_versions(Bucket="bucket")
    versions = [
        {"Key": one["Key"], "VersionId": one["VersionId"]} for one in listed["Versions"] + listed["DeleteMarkers"]
    ]
    assert len(versions) == 2
    answer = s3.delete_objects(Bucket="bucket", Delete={"Objects": versions})
    assert "Errors" not in answer
    s3.delete_bucket(Bucket="bucket")
