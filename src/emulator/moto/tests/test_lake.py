"""Athena and Glue."""

from __future__ import annotations

import pytest
from botocore.exceptions import ClientError
from conftest import Emulator


def test_a_work_group_is_changed_in_place(cloud: Emulator) -> None:
    athena = cloud.client("athena")
    athena.create_work_group(
        Name="lake",
        Description="first",
        Configuration={
            "ResultConfiguration": {"OutputLocation": "s3://a/", "ExpectedBucketOwner": "123456789012"},
            "BytesScannedCutoffPerQuery": 10_000_000,
            "EngineVersion": {"SelectedEngineVersion": "Athena engine version 3"},
        },
    )
    athena.update_work_group(
        WorkGroup="lake",
        Description="second",
        State="DISABLED",
        ConfigurationUpdates={
            "ResultConfigurationUpdates": {"OutputLocation": "s3://b/", "RemoveExpectedBucketOwner": True},
            "RemoveBytesScannedCutoffPerQuery": True,
            "PublishCloudWatchMetricsEnabled": True,
        },
    )
    group = athena.get_work_group(WorkGroup="lake")["WorkGroup"]
    assert (group["Description"], group["State"]) == ("second", "DISABLED")
    configuration = group["Configuration"]
    assert configuration["ResultConfiguration"] == {"OutputLocation": "s3://b/"}
    assert "BytesScannedCutoffPerQuery" not in configuration
    assert configuration["PublishCloudWatchMetricsEnabled"] is True
    assert configuration["EngineVersion"] == {
        "SelectedEngineVersion": "Athena engine version 3",
        "EffectiveEngineVersion": "Athena engine version 3",
    }


def test_a_work_group_that_is_not_there_is_missed(cloud: Emulator) -> None:
    athena = cloud.client("athena")
    athena.create_work_group(Name="gone", Configuration={})
    athena.delete_work_group(WorkGroup="gone", RecursiveDeleteOption=True)
    with pytest.raises(ClientError, match="WorkGroup is not found"):
        athena.get_work_group(WorkGroup="gone")
    with pytest.raises(ClientError, match="WorkGroup is not found"):
        athena.update_work_group(WorkGroup="gone", Description="x")


def test_what_is_made_again_does_not_inherit_tags(cloud: Emulator) -> None:
    athena, glue = cloud.client("athena"), cloud.client("glue")
    athena.create_work_group(Name="lake", Configuration={}, Tags=[{"Key": "Owner", "Value": "x"}])
    glue.create_database(DatabaseInput={"Name": "lake"}, Tags={"Owner": "x"})
    athena.delete_work_group(WorkGroup="lake", RecursiveDeleteOption=True)
    glue.delete_database(Name="lake")
    assert cloud.inventory() == []
