import eslint from "@eslint/js";
import tseslint from "typescript-eslint";

const barrels = {
  regex: "^@cdktf/provider-[a-z]+(/lib(/index)?)?/?$",
  message: "import one resource: @cdktf/provider-aws/lib/vpc (a barrel costs ten times the start time)",
};
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
      "no-restricted-imports": ["error", { patterns: [barrels] }],
    },
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
