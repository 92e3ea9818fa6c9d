import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type IStackSynthesizer, type ISynthesisSession } from "cdktf";
import { ALL_RULES, evaluate, formatReport, readConfiguration, withRules } from "../../guardrails";
import { ConfigurationError, type Problem } from "../errors";
import { type SystemStack } from "../system-stack";
import { isCheckovCheck } from "./checkov-skips";
import { renderTerraform } from "./render";
import { StackFile } from "./stack-file";

/**
 * Resolves a stack once, runs the guardrails on the result, and writes `cdk.tf.json` and the
 * guardrails' report beside it. Checking and writing are two steps, so that an app can check all
 * its stacks before it writes any.
 */
export class GuardedSynthesizer implements IStackSynthesizer {
  /** The files' texts: of many stacks they take a fraction of the memory that the objects do. */
  private checked?: { readonly configuration: string; readonly report: string };

  constructor(private readonly stack: SystemStack) {}

  /** What is wrong with the stack: nothing when it may be written. */
  check(): Problem[] {
    const invalid = this.stack.node
      .findAll()
      .flatMap(({ node }) => node.validate().map((message) => ({ where: node.path, message })));
    if (invalid.length > 0) return invalid;
    const configuration = this.stack.toTerraform();
    const rules = withRules(ALL_RULES, this.stack.guardrails);
    const report = evaluate(readConfiguration(configuration, this.stack.node.id), {
      rules: this.stack.destroyable ? rules : rules.filter(({ pack }) => pack !== "destroyable"),
      suppressions: this.stack.suppressions.filter(({ rule }) => !isCheckovCheck(rule)),
    });
    this.checked = {
      configuration: renderTerraform(configuration),
      report: `${JSON.stringify(report, null, 2)}\n`,
    };
    if (report.violations.length === 0) return [];
    return [
      { where: this.stack.node.id, message: `the guardrails refuse it\n${indent(formatReport(report))}` },
    ];
  }

  /** @throws ConfigurationError if the stack is invalid or breaks a guardrail; then nothing is written */
  synthesize(session: ISynthesisSession): void {
    if (this.checked === undefined) {
      const problems = this.check();
      if (problems.length > 0) throw new ConfigurationError("Nothing was synthesized:", problems);
    }
    if (this.checked === undefined) return;
    const manifest = session.manifest.forStack(this.stack);
    const file = join(session.outdir, manifest.synthesizedStackPath);
    mkdirSync(dirname(file), { recursive: true });
    for (const beside of StackFile.in(this.stack)) beside.write(dirname(file));
    writeWhole(file, this.checked.configuration);
    writeWhole(join(dirname(file), "guardrails.json"), this.checked.report);
  }
}

/** A reader never sees half a file, whenever this process is killed. */
function writeWhole(file: string, text: string): void {
  const aside = `${file}.${process.pid}`;
  writeFileSync(aside, text);
  renameSync(aside, file);
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, "    ");
}
