"""A deleted bucket's tags go with it (else a bucket of the same name inherits them)."""

from __future__ import annotations

from typing import Any

from moto.s3.models import S3Backend

from ...extend import Function, extends


@extends(S3Backend, "delete_bucket", "self bucket_name")
def _delete_tags(original: Function, self: S3Backend, bucket_name: str) -> Any:
    arn = self.get_bucket(bucket_name).arn
    deleted = original(self, bucket_name)
    if deleted:
        self.tagger.delete_all_tags_for_resource(arn)
    return deleted
