"""Glue: a deleted database takes its tags along."""

from __future__ import annotations

from moto.glue.models import GlueBackend
from moto.utilities.tagging_service import TaggingService

from ..expect import expect
from ..extend import Function, extends

expect(TaggingService, "delete_all_tags_for_resource", "self arn")


@extends(GlueBackend, "delete_database", "self database_name")
def _delete_tags(original: Function, self: GlueBackend, database_name: str) -> None:
    original(self, database_name)
    arn = f"arn:{self.partition}:glue:{self.region_name}:{self.account_id}:database/{database_name}"
    self.tagger.delete_all_tags_for_resource(arn)
