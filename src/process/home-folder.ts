import { resolve } from "node:path";
import { ROOT } from "./project";

/**
 * The folder of virtual environments, logs and configuration files: `PLINTH_LOCAL_CLOUD_HOME` (relative to the current
 * folder), else `.local-cloud` in the project.
 */
export function homeFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const named = environment["PLINTH_LOCAL_CLOUD_HOME"];
  return named ? resolve(named) : resolve(ROOT, ".local-cloud");
}
