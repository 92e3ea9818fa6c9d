import {
  DefaultTokenResolver,
  Fn,
  Lazy,
  ref,
  StringConcat,
  TerraformStack,
  Testing,
  Token,
  Tokenization,
} from "cdktf";
import { jsonencode } from "../../../src/core/synthesis/jsonencode";

const stack = new TerraformStack(Testing.app(), "test");
const resolver = new DefaultTokenResolver(new StringConcat());
const resolve = (fragment: object): Record<string, unknown> =>
  Tokenization.resolve(fragment, { scope: stack, resolver, preparing: false }) as Record<string, unknown>;
const id = Token.asString(ref("aws_vpc.main.id"));
const interpolation = "${aws_vpc.main.id}";

/** The expression in the synthesized file. */
const written = (value: object): unknown => resolve({ a: jsonencode(value) }).a;

test.each<[string, object, string]>([
  [
    "plain values",
    { a: "x", b: 1.5, c: true, d: null, e: [], f: [{}] },
    '{"a" = "x", "b" = 1.5, "c" = true, "d" = null, "e" = [], "f" = [{}]}',
  ],
  ["no value that is undefined", { a: undefined, b: [undefined, 1] }, '{"b" = [1]}'],
  [
    "a reference as the whole of a value",
    { a: id, b: [id] },
    '{"a" = aws_vpc.main.id, "b" = [aws_vpc.main.id]}',
  ],
  ["references within a text", { a: `x/${id}:${id}` }, '{"a" = "x/${aws_vpc.main.id}:${aws_vpc.main.id}"}'],
  [
    "references in names",
    { [`x-${id}`]: 1, [id]: 2 },
    '{"x-${aws_vpc.main.id}" = 1, "${aws_vpc.main.id}" = 2}',
  ],
  [
    "numbers, lists and maps that are references",
    {
      a: Token.asNumber(ref("var.n")),
      b: Token.asList(ref("var.l")),
      c: Token.asNumberList(ref("var.m")),
      d: Token.asStringMap(ref("var.o")),
      e: ref("var.p"),
    },
    '{"a" = var.n, "b" = var.l, "c" = var.m, "d" = var.o, "e" = var.p}',
  ],
  [
    "numbers within a text, whether known or not",
    { a: `${Token.asNumber(ref("var.n"))} s`, b: "-1.5e+300", c: "1e10" },
    '{"a" = "${var.n} s", "b" = "-1.5e+300", "c" = "1e10"}',
  ],
  ["a reference to what another holds", { a: ref(`${id}.b`) }, '{"a" = aws_vpc.main.id.b}'],
  ["functions", { a: Fn.join("-", Token.asList(ref("var.l"))) }, '{"a" = join("-", var.l)}'],
  ["one in another", { a: jsonencode({ b: id }) }, '{"a" = jsonencode({"b" = aws_vpc.main.id})}'],
])("writes %s", (_, value, expected) => {
  expect(written(value)).toBe(`\${jsonencode(${expected})}`);
});

test("Terraform reads every text as it was written", () => {
  const text = 'say "no"\\\n\r\t%{if} $5 ${literal}';
  const escaped = String.raw`say \"no\"\\\n\r\t%%{if} $5 ${"$$"}{literal}`;
  expect(written({ text, mixed: `${text}${id}` })).toBe(
    `\${jsonencode({"text" = "${escaped}", "mixed" = "${escaped}${interpolation}"})}`,
  );
});

test("refuses a token that resolves to an object", () => {
  expect(() => resolve({ a: jsonencode({ b: Lazy.anyValue({ produce: () => ({ c: 1 }) }) }) })).toThrow(
    'a token in jsonencode resolves to {"c":1}: pass the value itself',
  );
});

test("stands inside a function and within a text", () => {
  expect(resolve({ a: Fn.sha256(jsonencode({ b: id })) })).toEqual({
    a: '${sha256(jsonencode({"b" = aws_vpc.main.id}))}',
  });
  expect(resolve({ a: `${id} ${jsonencode([id])}` })).toEqual({
    a: `${interpolation} \${jsonencode([aws_vpc.main.id])}`,
  });
});
