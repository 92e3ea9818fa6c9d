import { join } from "node:path";
import { BUILD } from "../measure/folders";
import { runCommand, type Usage } from "../measure/process";

/** `npx cdktf synth`, which runs the app as a process of its own. */
export const runCli = (): Usage =>
  runCommand("npx", { args: ["cdktf", "synth", "--output", join(BUILD, "cli")] });
