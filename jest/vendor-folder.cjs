const { createHash } = require("node:crypto");
const { readFileSync } = require("node:fs");
const { join } = require("node:path");

const root = join(__dirname, "..");
// What is installed, and how it is built.
const from = ["node_modules/.package-lock.json", "jest/vendor.mjs", "src/app/lean.mjs"];
const hash = createHash("sha256");
for (const file of from) hash.update(readFileSync(join(root, file)));

exports.root = root;
/** Where `vendor.mjs` puts what it builds: a new folder for each state of what it builds from. */
exports.folder = join(root, ".build/jest", hash.digest("hex").slice(0, 16));
