"""Secrets Manager: a rotation that stays pending, since no function runs, and an empty secret's versions."""

from __future__ import annotations

import time
from typing import Any

from moto.awslambda.utils import get_backend
from moto.moto_api._internal import mock_random
from moto.secretsmanager.exceptions import (
    InvalidRequestException,
    ResourceNotFoundException,
    SecretNotFoundException,
)
from moto.secretsmanager.models import SecretsManagerBackend

from ..expect import expect
from ..extend import Function, extends

expect(SecretsManagerBackend, "describe_secret", "self secret_id")


@extends(
    SecretsManagerBackend,
    "rotate_secret",
    "self secret_id client_request_token rotation_lambda_arn rotation_rules rotate_immediately",
)
def _rotate(
    original: Function,
    self: SecretsManagerBackend,
    secret_id: str,
    client_request_token: str | None = None,
    rotation_lambda_arn: str | None = None,
    rotation_rules: dict[str, Any] | None = None,
    rotate_immediately: bool = True,
) -> str:
    """With a function: a version with AWSPENDING and without a value, as the function finds it on AWS.

    moto would make the version current at once, and knows no rotation of a secret without a value.
    """
    if not self._is_valid_identifier(secret_id):
        raise SecretNotFoundException()
    secret = self.secrets[secret_id]
    function = rotation_lambda_arn or secret.rotation_lambda_arn
    if not function:
        answer: str = original(self, secret_id, client_request_token, None, rotation_rules, rotate_immediately)
        return answer
    try:
        get_backend(self.account_id, self.region_name).get_function(function)
    except Exception as error:
        raise ResourceNotFoundException(f"Resource not found for ARN '{function}'.") from error
    if rotate_immediately:
        if any(_is_under_way(version) for version in secret.versions.values()):
            raise InvalidRequestException("Previous rotation request is still in progress.")
        token = client_request_token or str(mock_random.uuid4())
        secret.remove_version_stages_from_old_versions(["AWSPENDING"])
        secret.versions[token] = {
            "createdate": int(time.time()),
            "version_id": token,
            "version_stages": ["AWSPENDING"],
        }
    secret.rotation_requested = secret.rotation_enabled = True
    secret.rotation_lambda_arn = function
    if rotation_rules:
        secret.auto_rotate_after_days = rotation_rules.get("AutomaticallyAfterDays", 0)
    described: str = secret.to_short_dict()
    return described


def _is_under_way(version: dict[str, Any]) -> bool:
    stages = version["version_stages"]
    return "AWSPENDING" in stages and "AWSCURRENT" not in stages


@extends(
    SecretsManagerBackend,
    "update_secret_version_stage",
    "self secret_id version_stage remove_from_version_id move_to_version_id",
)
def _move_stage(
    original: Function,
    self: SecretsManagerBackend,
    secret_id: str,
    version_stage: str,
    remove_from_version_id: str,
    move_to_version_id: str,
) -> tuple[str, str]:
    """Also where no version is current yet; and what is current is what is read without a version."""
    if not self._is_valid_identifier(secret_id):
        raise SecretNotFoundException()
    secret = self.secrets[secret_id]
    if version_stage != "AWSCURRENT" or not move_to_version_id:
        answer: tuple[str, str] = original(
            self, secret_id, version_stage, remove_from_version_id, move_to_version_id
        )
        return answer
    if any("AWSCURRENT" in version["version_stages"] for version in secret.versions.values()):
        original(self, secret_id, version_stage, remove_from_version_id, move_to_version_id)
    else:
        secret.versions[move_to_version_id]["version_stages"].append(version_stage)
    secret.set_default_version_id(move_to_version_id)
    return secret.arn, secret.name
