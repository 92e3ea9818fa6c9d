const { join } = require("node:path");
const vendor = require("./jest/vendor-folder.cjs");

const transform = { "^.+\\.ts$": ["ts-jest", { diagnostics: false }] };
const base = {
  transform,
  testEnvironment: "node",
  roots: ["<rootDir>/__tests__"],
  globalSetup: "<rootDir>/jest/vendor.mjs",
  moduleNameMapper: {
    "^(cdktf|constructs|zod)$": join(vendor.folder, "$1.js"),
    "^@cdktf/(provider-\\w+)/lib/([\\w-]+)$": [
      join(vendor.folder, "$1/$2.js"),
      "<rootDir>/node_modules/@cdktf/$1/lib/$2",
    ],
  },
};

/** @type {import("jest").Config} */
module.exports = {
  // Jest leaves one core free; here one worker waits for Terraform while the other computes.
  maxWorkers: 2,
  projects: [
    // What is known without Terraform: constructs, systems, rules, tools.
    {
      ...base,
      displayName: "unit",
      testMatch: ["<rootDir>/__tests__/**/*.test.ts"],
      setupFilesAfterEnv: ["<rootDir>/setup.js"],
    },
    // What others say of the synthesized files: Terraform (validate, plan), checkov.
    { ...base, displayName: "terraform", testMatch: ["<rootDir>/__tests__/**/*.terraform.ts"] },
    // What the emulated AWS says: apply, second plan, update, destroy.
    { ...base, displayName: "cloud", testMatch: ["<rootDir>/__tests__/**/*.cloud.ts"] },
  ],
};
