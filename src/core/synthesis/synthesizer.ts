import { dirname, join } from "node:path";
import { type IStackSynthesizer, type ISynthesisSession, type TerraformStack } from "cdktf";
import {
  ALL_RULES,
  evaluate,
  formatReport,
  readConfiguration,
  type Rule,
  type Suppression,
  withRules,
} from "../../guardrails";
import { ConfigurationError, type Problem } from "../errors";
import { type JsonObject } from "./json";
import { isCheckovCheck } from "./skips";
import { renderTerraform } from "./render";
import { StackFile } from "./stack-file";
import { type StackContents, writeStack } from "./write";

/** A stack with what the guardrails need to know. */
export interface GuardedStack extends TerraformStack {
  /** Rules that replace those with the same id. */
  readonly guardrails: readonly Rule[];
  readonly suppressions: readonly Suppression[];
  /** Packs that are not run. */
  readonly leftOutPacks: readonly string[];
  toTerraform(): JsonObject;
}

/**
 * Resolves a stack once, runs the guardrails on the result, and writes `cdk.tf.json` and the report of the guardrails.
 * Checking and writing are two steps, so that an app can check all its stacks before it writes any.
 */
export class GuardedSynthesizer implements IStackSynthesizer {
  private checked?: StackContents;

  constructor(private readonly stack: GuardedStack) {}

  /** The problems of the stack; a stack without problems may be written. */
  check(): Problem[] {
    const invalid = this.stack.node
      .findAll()
      .flatMap(({ node }) => node.validate().map((message) => ({ where: node.path, message })));
    if (invalid.length > 0) return invalid;
    const configuration = this.stack.toTerraform();
    const rules = withRules(ALL_RULES, this.stack.guardrails);
    const report = evaluate(readConfiguration(configuration, this.stack.node.id), {
      rules: rules.filter(({ pack }) => !this.stack.leftOutPacks.includes(pack)),
      suppressions: this.stack.suppressions.filter(({ rule }) => !isCheckovCheck(rule)),
    });
    this.checked = new Map([
      ...StackFile.in(this.stack).map(({ path, contents }) => [path, contents] as const),
      ["cdk.tf.json", Buffer.from(renderTerraform(configuration))],
      ["guardrails.json", Buffer.from(`${JSON.stringify(report, null, 2)}\n`)],
    ]);
    if (report.violations.length === 0) return [];
    return [
      { where: this.stack.node.id, message: `the guardrails refuse it\n${indent(formatReport(report))}` },
    ];
  }

  /**
   * The files of the stack's folder.
   * @throws ConfigurationError if the stack is invalid or breaks a guardrail
   */
  get contents(): StackContents {
    const problems = this.checked === undefined ? this.check() : [];
    if (problems.length > 0 || this.checked === undefined) {
      throw new ConfigurationError("Nothing was synthesized:", problems);
    }
    return this.checked;
  }

  /** @throws ConfigurationError if the stack is invalid or breaks a guardrail; then nothing is written */
  synthesize(session: ISynthesisSession): void {
    const { contents } = this;
    const { synthesizedStackPath } = session.manifest.forStack(this.stack);
    writeStack(join(session.outdir, dirname(synthesizedStackPath)), contents);
  }
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, "    ");
}
