import { join } from "node:path";
import { emulatorFolder, ministackFolder } from "./paths";

/** What emulates AWS. Both speak one contract: see `emulator/README.md`. */
export interface EmulatorKind {
  /** The Python module that is run. */
  readonly module: string;
  /** Added to Python's module search path. */
  readonly packageFolders: readonly string[];
  /** Its hashed requirements: each kind has a virtual environment of its own. */
  readonly requirements: string;
  readonly healthPath: string;
  readonly resetPath: string;
}

/** moto's server with additions: what whole systems are applied to. It runs no code. */
export const MOTO: EmulatorKind = {
  module: "plinth_emulator",
  packageFolders: [emulatorFolder],
  requirements: join(emulatorFolder, "requirements.txt"),
  healthPath: "/plinth/health",
  resetPath: "/moto-api/reset",
};

/** MiniStack with additions: runs functions and delivers messages to them, for small stacks. */
export const MINISTACK: EmulatorKind = {
  module: "plinth_ministack",
  packageFolders: [ministackFolder, emulatorFolder],
  requirements: join(ministackFolder, "requirements.txt"),
  healthPath: "/_ministack/health",
  resetPath: "/_ministack/reset",
};
