#!/usr/bin/env node
// Starts src/cli/plinth.ts.
require("tsx/cjs");
require("../src/cli/plinth.ts");
