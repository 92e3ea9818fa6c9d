import { createHash } from "node:crypto";
import { isAbsolute, relative, sep } from "node:path";
import { pathToFileURL } from "node:url";
import type { Log, ReportingDescriptor, Result } from "sarif";
import { version } from "../../../package.json";
import type { Finding, Report } from "../report";
import type { Rule } from "../rule";
import type { Run } from "./index";

const SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/**
 * The reports as SARIF 2.1.0, for code scanning. A violation is an error; what could not be seen is of kind `open`,
 * which is SARIF's word for "not enough information to decide", and with `strict` an error too. What passed is left
 * out: code scanning would show it as an alert.
 */
export function formatSarif({ reports, rules, strict }: Run): Log {
  const findings = reports.flatMap((report) => report.findings);
  const descriptors = [...rules.map(describeRule), ...faultDescriptors(findings, rules)];
  const indexes = new Map(descriptors.map(({ id }, i) => [id, i]));
  return {
    $schema: SCHEMA,
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "Plinth guardrails", semanticVersion: version, rules: descriptors } },
        columnKind: "utf16CodeUnits",
        invocations: [{ executionSuccessful: true }],
        artifacts: reports.map(({ origin }) => ({
          location: { uri: uriOf(origin) },
          roles: ["analysisTarget"],
        })),
        results: reports.flatMap((report, i) =>
          report.findings.map((finding) => ({
            ...resultOf(finding, strict),
            ruleIndex: indexes.get(finding.rule) as number,
            locations: [locationOf(finding, report, i)],
          })),
        ),
      },
    ],
  };
}

function describeRule(rule: Rule): ReportingDescriptor {
  const controls = rule.controls.map(({ standard, id }) => `${standard} ${id}`);
  return {
    id: rule.id,
    shortDescription: { text: rule.title },
    fullDescription: { text: rule.rationale },
    help: { text: `${rule.rationale} To mend it: ${rule.remedy}.` },
    defaultConfiguration: { level: "error" },
    properties: { tags: [rule.pack, ...controls] },
  };
}

/** What suppressions are held against is no rule of a pack. */
function faultDescriptors(findings: readonly Finding[], rules: readonly Rule[]): ReportingDescriptor[] {
  const others = findings.filter((finding) => !rules.some(({ id }) => id === finding.rule));
  return [...new Map(others.map((finding) => [finding.rule, finding])).values()].map(
    ({ rule, title, pack, remedy }) => ({
      id: rule,
      shortDescription: { text: title },
      help: { text: `To mend it: ${remedy}.` },
      defaultConfiguration: { level: "error" },
      properties: { tags: [pack] },
    }),
  );
}

function resultOf({ rule, address, outcome, reason, remedy, suppression }: Finding, strict: boolean): Result {
  const fails = outcome === "violation" || strict;
  const fingerprint = createHash("sha256").update(`${rule}\n${address}`).digest("hex");
  return {
    ruleId: rule,
    kind: fails ? "fail" : "open",
    level: fails ? "error" : "none",
    message: {
      text:
        outcome === "violation"
          ? `${address}: ${reason}. To mend it: ${remedy}.`
          : `${address} could not be checked: ${reason}.`,
    },
    // Neither the file's name nor a place in it: both change where the finding stays. The second name is GitHub's.
    partialFingerprints: { "ruleAndAddress/v1": fingerprint, primaryLocationLineHash: fingerprint },
    ...(suppression === undefined
      ? {}
      : { suppressions: [{ kind: "external", status: "accepted", justification: suppression }] }),
  };
}

function locationOf(
  { address }: Finding,
  { origin }: Report,
  index: number,
): NonNullable<Result["locations"]>[0] {
  return {
    // Terraform JSON has no lines worth naming; GitHub shows nothing that has none.
    physicalLocation: { artifactLocation: { uri: uriOf(origin), index }, region: { startLine: 1 } },
    logicalLocations: [{ fullyQualifiedName: address, name: address.replace(/.*\./s, ""), kind: "resource" }],
  };
}

/** Relative to where the command runs, as code scanning wants it; a file elsewhere keeps its whole path. */
function uriOf(origin: string): string {
  const path = isAbsolute(origin) ? relative(process.cwd(), origin) : origin;
  if (isAbsolute(origin) && (path.startsWith("..") || isAbsolute(path))) return pathToFileURL(origin).href;
  return path.split(sep).map(encodeURIComponent).join("/");
}
