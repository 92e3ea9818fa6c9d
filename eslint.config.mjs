import eslint from "@eslint/js";
import tseslint from "typescript-eslint";

const barrels = {
  regex: "^@cdktf/provider-[a-z]+(/lib(/index)?)?/?$",
  message: "import one resource: @cdktf/provider-aws/lib/vpc (a barrel costs ten times the start time)",
};
const forbid = (...groups) => ["error", { patterns: [barrels, ...groups] }];
const upwards = (from, ...layers) => ({
  group: layers.map((layer) => `**/${layer}/**`),
  message: `${from} may not import ${layers.join(" or ")}: systems -> constructs -> core`,
});

export default tseslint.config(
  { ignores: ["node_modules/", ".build/", "cdktf.out/", "coverage/", ".local-cloud/"] },
  eslint.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true, allowBoolean: true },
      ],
      "@typescript-eslint/consistent-type-imports": "error",
      // A construct is made for its effect on the tree; in CDKTF `new` is a statement.
      "no-new": "off",
      "max-lines": ["error", 250],
      "no-restricted-imports": forbid(),
    },
  },
  {
    files: ["src/core/**"],
    rules: { "no-restricted-imports": forbid(upwards("core", "constructs", "systems")) },
  },
  {
    files: ["src/constructs/**"],
    rules: { "no-restricted-imports": forbid(upwards("constructs", "systems")) },
  },
  {
    files: ["src/guardrails/**"],
    rules: {
      "no-restricted-imports": forbid(upwards("guardrails (JSON only)", "core", "constructs", "systems")),
    },
  },
  {
    files: ["src/emulator/**"],
    rules: { "no-restricted-imports": forbid(upwards("local-cloud", "core", "constructs", "systems")) },
  },
  {
    files: ["**/*.js", "**/*.cjs"],
    languageOptions: {
      globals: {
        require: "readonly",
        module: "writable",
        exports: "readonly",
        process: "readonly",
        console: "readonly",
        __dirname: "readonly",
      },
      sourceType: "commonjs",
    },
  },
  {
    files: ["**/*.mjs"],
    languageOptions: {
      globals: { process: "readonly", console: "readonly", Buffer: "readonly", URL: "readonly" },
    },
  },
);
