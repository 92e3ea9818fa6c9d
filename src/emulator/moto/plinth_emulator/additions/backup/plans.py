"""Plans can be updated, and a deleted plan is gone (its name is free again)."""

from __future__ import annotations

import json

from moto.backup.models import BackupBackend, Plan
from moto.backup.responses import BackupResponse

from ...expect import expect
from ...extend import Function, adds, extends
from .selections import selections

expect(Plan, "__init__", "self backup_plan creator_request_id backend")


@adds(BackupResponse)
def update_backup_plan(self: BackupResponse) -> str:
    backend = self.backup_backend
    identifier = self.path.rstrip("/").split("/")[-1]
    old = backend.get_backup_plan(identifier, None)
    new = Plan(json.loads(self.body)["BackupPlan"], old.creator_request_id, backend)
    new.backup_plan_id, new.backup_plan_arn = old.backup_plan_id, old.backup_plan_arn
    new.creation_date = old.creation_date
    backend.plans[identifier] = new
    return json.dumps(new.to_dict())


@extends(BackupBackend, "delete_backup_plan", "self backup_plan_id")
def _delete(original: Function, self: BackupBackend, backup_plan_id: str) -> tuple[str, str, float, str]:
    answer: tuple[str, str, float, str] = original(self, backup_plan_id)
    del self.plans[backup_plan_id]
    for identifier, selection in list(selections(self).items()):
        if selection["BackupPlanId"] == backup_plan_id:
            del selections(self)[identifier]
    self.tagger.delete_all_tags_for_resource(answer[1])
    return answer
