import type { Rule } from "../../rule";
import { needs } from "../lib/expect";

/** Image repositories are emptied when they are destroyed. */
export const repositoryForceDelete: Rule = {
  id: "destroyable-repository-force-delete",
  title: "Image repositories have force_delete",
  pack: "destroyable",
  controls: [],
  rationale: "AWS deletes empty repositories only.",
  remedy: "set force_delete to true",
  types: ["aws_ecr_repository"],
  check: (repository) => needs(repository, "force_delete", true, false),
};
