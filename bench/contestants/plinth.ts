import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { buildSync, type Plugin, build } from "esbuild";
import { withoutTraces } from "../../src/app/without-traces.mjs";
import { BUILD, ROOT } from "../measure/folders";
import { runNode, type Usage } from "../measure/process";

/** Plinth's own app, and the systems that `main.ts` deploys. */
