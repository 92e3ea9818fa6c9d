"""ListTags for the path as the AWS provider writes it, without a slash at the end."""

from __future__ import annotations

import json
from urllib.parse import unquote

from moto.backup.models import BackupBackend
from moto.backup.responses import BackupResponse

from ...expect import expect
from ...extend import Function, extends

expect(BackupBackend, "list_tags", "self resource_arn")


@extends(BackupResponse, "list_tags", "self")
def _list_tags(_original: Function, self: BackupResponse) -> str:
    arn = unquote(self.path.split("/tags/", 1)[1].rstrip("/"))
    return json.dumps({"Tags": self.backup_backend.list_tags(resource_arn=arn)})


def _of_path(self: BackupResponse) -> str:
    # An ARN of a plan holds no slash, of other things it may.
    return unquote(self.path.split("/tags/" if "/tags/" in self.path else "/untag/", 1)[1].rstrip("/"))


@extends(BackupResponse, "tag_resource", "self")
def _tag(_original: Function, self: BackupResponse) -> str:
    self.backup_backend.tag_resource(resource_arn=_of_path(self), tags=json.loads(self.body)["Tags"])
    return "{}"


@extends(BackupResponse, "untag_resource", "self")
def _untag(_original: Function, self: BackupResponse) -> str:
    keys = json.loads(self.body)["TagKeyList"]
    self.backup_backend.untag_resource(resource_arn=_of_path(self), tag_key_list=keys)
    return "{}"
