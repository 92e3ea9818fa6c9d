import type { Rule } from "../../rule";
import { needs } from "../lib/expect";

/** What else AWS deletes only when it is empty is emptied when it is destroyed. */
export const contentsForceDestroy: Rule = {
  id: "destroyable-contents-force-destroy",
  title: "Zones, vaults and work groups have force_destroy",
  pack: "destroyable",
  controls: [],
  rationale:
    "AWS refuses to delete a zone with records, a vault with recovery points, a work group with queries.",
  remedy: "set force_destroy to true",
  types: ["aws_athena_workgroup", "aws_backup_vault", "aws_route53_zone"],
  check: (resource) => needs(resource, "force_destroy", true, false),
};
