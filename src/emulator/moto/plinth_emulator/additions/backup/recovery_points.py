"""Backup jobs, which are done at once, and the recovery points that they leave in a vault."""

from __future__ import annotations

import json
import uuid
from typing import Any
from urllib.parse import unquote

from moto.backup.exceptions import ResourceNotFoundException
from moto.backup.models import BackupBackend
from moto.backup.responses import BackupResponse
from moto.core.utils import unix_time

from ...extend import adds, state
from .routes import route

route("{0}/backup-jobs$")
route("{0}/backup-vaults/(?P<name>[^/]+)/recovery-points/$")
route("{0}/backup-vaults/(?P<name>[^/]+)/recovery-points/(?P<arn>[^/]+)$")

RecoveryPoint = dict[str, Any]


def _points(backend: BackupBackend) -> dict[str, RecoveryPoint]:
    """The recovery points of a region, by ARN."""
    return state(backend, "recovery_points", dict)


def points_of(backend: BackupBackend, vault: str) -> list[RecoveryPoint]:
    """What is in a vault."""
    return [point for point in _points(backend).values() if point["BackupVaultName"] == vault]


def _path(response: BackupResponse) -> tuple[str, str]:
    """Vault and, if it is named, ARN of /backup-vaults/VAULT/recovery-points/ARN.

    The AWS provider lists without the slash at the end, boto3 with it.
    """
    vault, _, rest = response.path.split("/backup-vaults/", 1)[1].rstrip("/").partition("/recovery-points")
    response.backup_backend.describe_backup_vault(vault)
    return vault, unquote(rest.lstrip("/"))


def _find(response: BackupResponse) -> RecoveryPoint:
    vault, arn = _path(response)
    found = _points(response.backup_backend).get(arn)
    if found is None or found["BackupVaultName"] != vault:
        raise ResourceNotFoundException(f"Cannot find the recovery point {arn} in the vault {vault}")
    return found


@adds(BackupResponse)
def start_backup_job(self: BackupResponse) -> str:
    given = json.loads(self.body)
    backend = self.backup_backend
    vault = backend.describe_backup_vault(given["BackupVaultName"])
    place = f"arn:{self.partition}:backup:{self.region}:{self.current_account}"
    arn = f"{place}:recovery-point:{uuid.uuid4()}"
    now = unix_time()
    _points(backend)[arn] = {
        "RecoveryPointArn": arn,
        "BackupVaultName": vault.backup_vault_name,
        "BackupVaultArn": vault.backup_vault_arn,
        "ResourceArn": given["ResourceArn"],
        "IamRoleArn": given["IamRoleArn"],
        "EncryptionKeyArn": vault.encryption_key_arn,
        "Status": "COMPLETED",
        "CreationDate": now,
        "CompletionDate": now,
    }
    job = {"BackupJobId": str(uuid.uuid4()), "RecoveryPointArn": arn, "CreationDate": now}
    return json.dumps(job)


@adds(BackupResponse)
def list_recovery_points_by_backup_vault(self: BackupResponse) -> str:
    vault, _ = _path(self)
    return json.dumps({"RecoveryPoints": points_of(self.backup_backend, vault)})


@adds(BackupResponse)
def describe_recovery_point(self: BackupResponse) -> str:
    return json.dumps(_find(self))


@adds(BackupResponse)
def delete_recovery_point(self: BackupResponse) -> str:
    del _points(self.backup_backend)[_find(self)["RecoveryPointArn"]]
    return ""
