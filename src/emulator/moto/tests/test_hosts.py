"""Requests for a prefixed host, sent to the emulator as the client's proxy, and for hosts of others."""

from __future__ import annotations

import http.client
from typing import Any

from conftest import Emulator

SIGNED = (
    "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=x"
)


def _through_proxy(cloud: Emulator, method: str, url: str, **headers: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", cloud.said["port"], timeout=30)
    try:
        connection.request(method, url, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def test_a_bucket_before_the_host_is_the_bucket(cloud: Emulator) -> None:
    s3: Any = cloud.client("s3")
    s3.create_bucket(Bucket="bucket")
    s3.put_object(Bucket="bucket", Key="a/b c", Body=b"x")
    url = f"http://bucket.127.0.0.1:{cloud.said['port']}/a/b%20c"
    assert _through_proxy(cloud, "GET", url, Authorization=SIGNED) == (200, b"x")


def test_an_account_before_the_host_is_s3_control(cloud: Emulator) -> None:
    url = f"http://123456789012.127.0.0.1:{cloud.said['port']}/v20180820/configuration/publicAccessBlock"
    account = {"x-amz-account-id": "123456789012"}
    status, body = _through_proxy(cloud, "GET", url, Authorization=SIGNED, **account)
    assert (status, b"NoSuchPublicAccessBlockConfiguration" in body) == (404, True)


def test_requests_for_others_are_refused(cloud: Emulator) -> None:
    status, body = _through_proxy(cloud, "GET", "http://sts.amazonaws.com/", Authorization=SIGNED)
    assert (status, b"sts.amazonaws.com" in body) == (403, True)
    assert _through_proxy(cloud, "CONNECT", "sts.amazonaws.com:443")[0] == 403
