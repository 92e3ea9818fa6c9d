import { JSDOM } from "jsdom";
import { formatJunit } from "../../../src/guardrails/formats/junit";
import { AWKWARD, exampleRun } from "./run";

/** The document that an XML parser makes of it; one that is not well-formed throws. */
const read = (strict = false): Document =>
  new JSDOM(formatJunit(exampleRun(strict)), { contentType: "application/xml" }).window.document;
const inside = (document: Document, address: string): Element | null =>
  document.querySelector(`testcase[name="${address}"]`)?.firstElementChild ?? null;
const countsOf = (document: Document, name: string): (string | null)[] =>
  ["tests", "failures", "errors", "skipped"].map(
    (key) => document.querySelector(name)?.getAttribute(key) ?? null,
  );

test("a suite for the file, a case for each rule and address", () => {
  const document = read();
  expect(document.documentElement.tagName).toBe("testsuites");
  expect(document.querySelector("testsuite")?.getAttribute("name")).toBe("test");
  const cases = [...document.querySelectorAll("testcase")].map((one) => one.getAttribute("name")).sort();
  expect(cases).toEqual([
    "aws_kms_key.excused",
    "aws_kms_key.gone",
    "aws_kms_key.open",
    "aws_kms_key.plain",
    "aws_kms_key.right",
  ]);
  for (const name of ["testsuites", "testsuite"])
    expect(countsOf(document, name)).toEqual(["5", "2", "0", "2"]);
});

test("a violation fails, what passed has nothing in it", () => {
  const failure = inside(read(), "aws_kms_key.plain");
  expect(failure?.tagName).toBe("failure");
  expect(failure?.textContent).toContain("To mend it: ");
  expect(inside(read(), "aws_kms_key.right")).toBeNull();
});

test("what cannot be seen is skipped and says so, and fails if strict", () => {
  expect(inside(read(), "aws_kms_key.open")?.tagName).toBe("skipped");
  expect(inside(read(), "aws_kms_key.open")?.getAttribute("message")).toMatch(/^could not be seen: /);
  expect(inside(read(true), "aws_kms_key.open")?.tagName).toBe("failure");
  expect(countsOf(read(true), "testsuite")).toEqual(["5", "3", "0", "1"]);
});

test("a suppressed finding is skipped, also if strict, and its reason arrives unchanged", () => {
  const skipped = inside(read(true), "aws_kms_key.excused");
  expect(skipped?.tagName).toBe("skipped");
  // XML cannot hold the control character.
  expect(skipped?.getAttribute("message")).toBe(
    `suppressed: The HSM rotates it. ${AWKWARD.replace("\u0001", "\uFFFD")}`,
  );
});
