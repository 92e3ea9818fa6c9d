"""CloudWatch Logs: deliveries of other services' logs."""

from __future__ import annotations

from conftest import Emulator

TAGS = {"a": "b"}


def test_the_parts_of_a_delivery_leave_nothing_behind(cloud: Emulator) -> None:
    logs = cloud.client("logs")
    distribution = "arn:aws:cloudfront::123456789012:distribution/E1"
    logs.put_delivery_source(name="s", resourceArn=distribution, logType="ACCESS_LOGS", tags=TAGS)
    destination = logs.put_delivery_destination(
        name="d", deliveryDestinationConfiguration={"destinationResourceArn": "arn:aws:s3:::b"}, tags=TAGS
    )["deliveryDestination"]
    delivery = logs.create_delivery(
        deliverySourceName="s", deliveryDestinationArn=destination["arn"], tags=TAGS
    )["delivery"]
    logs.delete_delivery(id=delivery["id"])
    logs.delete_delivery_destination(name="d")
    logs.delete_delivery_source(name="s")
    assert cloud.inventory() == []
