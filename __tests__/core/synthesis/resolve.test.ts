import {
  DefaultTokenResolver,
  dependable,
  Fn,
  Lazy,
  ref,
  StringConcat,
  TerraformElement,
  Token,
  Tokenization,
  TerraformStack,
  Testing,
} from "cdktf";
import { type Json } from "../../../src/core/synthesis/compose";
import { resolverOf } from "../../../src/core/synthesis/resolve";
import { LoanProcessing } from "../../../src/systems/loan-processing/loan-processing";
import { PlinthApp } from "../../../src/core/app";
import { inTemporaryFolder } from "../../support/synth";

const stack = new TerraformStack(Testing.app(), "test");

/** As cdktf resolves it, the slow way. */
const byCdktf = (value: unknown, scope = stack) =>
  Tokenization.resolve(value, {
    scope,
    resolver: new DefaultTokenResolver(new StringConcat()),
    preparing: false,
  }) as Json;

const reference = "${aws_vpc.main.id}";
const text = Token.asString(reference);
const list = Token.asList(reference);
const number = Token.asNumber(reference);

test.each<[string, object]>([
  ["plain values", { a: "x", b: 1, c: -1, d: true, e: null, f: [1, "two", [false]], g: {} }],
  [
    "what is undefined, left out of objects and lists",
    { a: undefined, b: [undefined, 1], c: { d: undefined } },
  ],
  ["empty lists and objects", { a: [], b: {}, c: [{}] }],
  ["a token as text, alone and within", { a: text, b: `arn:${text}:${text}`, c: { d: [text] } }],
  ["a token as key", { [text]: 1, [`k-${text}`]: text }],
  ["a token as list", { a: list, b: { c: list } }],
  ["a list as text, which it is not", { a: Token.asString(list), b: Token.asString([1, reference]) }],
  ["a list within text", { a: `x-${Token.asString(list)}`, b: `x-${Token.asString([1, reference])}` }],
  ["a token as number, alone and within text", { a: number, b: `${number} s`, c: [number] }],
  ["a token as a list of numbers", { a: Token.asNumberList(reference) }],
  ["a token as map", { a: Token.asStringMap(reference), b: Token.asAnyMap(reference) }],
  [
    "what is made when asked",
    { a: Lazy.stringValue({ produce: () => text }), b: [Lazy.anyValue({ produce: () => ({ c: text }) })] },
  ],
  [
    "what is depended on",
    { a: [dependable({ fqn: text }), dependable({ fqn: Token.asString(ref("aws_vpc.main")) })] },
  ],
  ["what is depended on by its plain address", { a: [dependable({ fqn: "module.network" })] }],
  ["functions", { a: Fn.join("-", list), b: Fn.jsonencode({ c: text, d: "${literal}" }) }],
  ["text that only looks like one", { a: "${x}", b: "1e10", c: "$${y}", d: "#{TfToken", e: "3-e+4" }],
])("resolves %s as cdktf does", (_, fragment) => {
  const expected = byCdktf(fragment);
  expect(JSON.stringify(expected)).not.toContain("TfToken[");
  expect(JSON.stringify(resolverOf(stack)(fragment))).toBe(JSON.stringify(expected));
});

test("refuses what cdktf refuses", () => {
  const resolve = resolverOf(stack);
  for (const wrong of [{ a: () => 1 }, { a: stack }, { a: Token.STRING_MAP_TOKEN_VALUE }, { a: list[0] }]) {
    expect(() => byCdktf(wrong)).toThrow();
    expect(() => resolve(wrong)).toThrow();
  }
});

test("leaves comments out, at any depth", () => {
  const fragment = {
    "//": { path: "x" },
    a: { "//": text, b: Lazy.anyValue({ produce: () => ({ "//": 1, c: 2 }) }) },
  };
  expect(resolverOf(stack)(fragment)).toEqual({ a: { b: { c: 2 } } });
});

test("resolves every element of loan-processing as cdktf does", () => {
  inTemporaryFolder((outdir) => {
    const app = new PlinthApp({ environment: {}, outdir });
    app.add(LoanProcessing, "loans");
    const [loans] = app.node.children.filter((child) => child instanceof LoanProcessing);
    if (loans === undefined) throw new Error("loans was not built");
    loans.prepareStack();
    const resolve = resolverOf(loans);
    const elements = loans.node.findAll().filter((node) => TerraformElement.isTerraformElement(node));
    expect(elements.length).toBeGreaterThan(300);
    for (const element of elements) {
      const fragment = element.toTerraform() as object;
      const uncommented: unknown = JSON.parse(
        JSON.stringify(byCdktf(fragment, loans), (key, value: unknown) => (key === "//" ? undefined : value)),
      );
      expect(resolve(fragment)).toEqual(uncommented);
    }
  });
});
