"""Vault access policies, and the deletion of a vault: refused while it is not empty, and with its tags."""

from __future__ import annotations

import json

from moto.backup.exceptions import InvalidRequestException, ResourceNotFoundException
from moto.backup.models import BackupBackend
from moto.backup.responses import BackupResponse

from ...extend import Function, adds, extends, state
from .recovery_points import points_of
from .routes import route

route("{0}/backup-vaults/(?P<name>[^/]+)/access-policy$")


def _policies(backend: BackupBackend) -> dict[str, str]:
    return state(backend, "vault_policies", dict)


def _vault(response: BackupResponse) -> str:
    name = response.path.split("/backup-vaults/", 1)[1].split("/")[0]
    response.backup_backend.describe_backup_vault(name)
    return name


@adds(BackupResponse)
def put_backup_vault_access_policy(self: BackupResponse) -> str:
    _policies(self.backup_backend)[_vault(self)] = json.loads(self.body)["Policy"]
    return ""


@adds(BackupResponse)
def get_backup_vault_access_policy(self: BackupResponse) -> str:
    name = _vault(self)
    policy = _policies(self.backup_backend).get(name)
    if policy is None:
        raise ResourceNotFoundException(f"Backup vault {name} has no access policy")
    arn = self.backup_backend.vaults[name].backup_vault_arn
    return json.dumps({"BackupVaultName": name, "BackupVaultArn": arn, "Policy": policy})


@adds(BackupResponse)
def delete_backup_vault_access_policy(self: BackupResponse) -> str:
    _policies(self.backup_backend).pop(_vault(self), None)
    return ""


@extends(BackupBackend, "delete_backup_vault", "self backup_vault_name")
def _delete(original: Function, self: BackupBackend, backup_vault_name: str) -> None:
    vault = self.vaults.get(backup_vault_name)
    if points_of(self, backup_vault_name):
        # AWS Backup developer guide, "Deleting a vault".
        raise InvalidRequestException("Backup vault cannot be deleted because it contains recovery points.")
    original(self, backup_vault_name)
    if vault:
        _policies(self).pop(backup_vault_name, None)
        self.tagger.delete_all_tags_for_resource(vault.backup_vault_arn)
