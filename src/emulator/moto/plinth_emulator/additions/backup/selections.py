"""Selections of what a plan backs up, which moto lacks."""

from __future__ import annotations

import json
import uuid
from typing import Any

from moto.backup.exceptions import InvalidParameterValueException
from moto.backup.models import BackupBackend
from moto.backup.responses import BackupResponse
from moto.core.utils import unix_time

from ...extend import adds, state

Selection = dict[str, Any]


def selections(backend: BackupBackend) -> dict[str, Selection]:
    """The selections of a region, by id."""
    return state(backend, "selections", dict)


def _path(response: BackupResponse) -> tuple[str, str]:
    """Plan and selection id of /backup/plans/PLAN/selections/SELECTION."""
    parts = response.path.split("/plans/", 1)[1].rstrip("/").split("/")
    return parts[0], parts[2] if len(parts) > 2 else ""


def _find(response: BackupResponse) -> Selection:
    plan, identifier = _path(response)
    found = selections(response.backup_backend).get(identifier)
    if found is None or found["BackupPlanId"] != plan:
        raise InvalidParameterValueException(f"Cannot find Backup selection with ID {identifier}")
    return found


@adds(BackupResponse)
def create_backup_selection(self: BackupResponse) -> str:
    plan, _ = _path(self)
    self.backup_backend.get_backup_plan(plan, None)
    given = json.loads(self.body)
    selection = {
        "SelectionId": str(uuid.uuid4()),
        "BackupPlanId": plan,
        "CreationDate": unix_time(),
        "CreatorRequestId": given.get("CreatorRequestId"),
        "BackupSelection": given["BackupSelection"],
    }
    selections(self.backup_backend)[str(selection["SelectionId"])] = selection
    return json.dumps({name: selection[name] for name in ("SelectionId", "BackupPlanId", "CreationDate")})


@adds(BackupResponse)
def get_backup_selection(self: BackupResponse) -> str:
    return json.dumps({name: value for name, value in _find(self).items() if value is not None})


@adds(BackupResponse)
def list_backup_selections(self: BackupResponse) -> str:
    plan, _ = _path(self)
    found = [
        {
            "SelectionId": identifier,
            "SelectionName": selection["BackupSelection"]["SelectionName"],
            "BackupPlanId": plan,
            "CreationDate": selection["CreationDate"],
            "IamRoleArn": selection["BackupSelection"]["IamRoleArn"],
        }
        for identifier, selection in selections(self.backup_backend).items()
        if selection["BackupPlanId"] == plan
    ]
    return json.dumps({"BackupSelectionsList": found})


@adds(BackupResponse)
def delete_backup_selection(self: BackupResponse) -> str:
    del selections(self.backup_backend)[_find(self)["SelectionId"]]
    return ""
