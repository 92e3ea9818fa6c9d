import { evaluateTemplate } from "../../src/guardrails/expressions/evaluate";
import { parseReference, referencesIn } from "../../src/guardrails/expressions/references";
import { isUnknown, makeUnknown, type Unknown } from "../../src/guardrails/model/node";

const texts = (template: string): string[] => referencesIn(template).map(({ text }) => text);

describe("references in an expression", () => {
  test.each([
    ["alb-${var.environment_suffix}", ["var.environment_suffix"]],
    ["${aws_subnet.a[0].id}", ["aws_subnet.a[0].id"]],
    ['${aws_subnet.a["x.y"].id}', ['aws_subnet.a["x.y"].id']],
    ["${one(aws_lb.x[*].arn)}", ["aws_lb.x[*].arn"]],
    ["${aws_lb.x.*.arn}", ["aws_lb.x[*].arn"]],
    ["${aws_lb.x.0.arn}", ["aws_lb.x[0].arn"]],
    ["${data.aws_region.here.name}", ["data.aws_region.here.name"]],
    ["${aws_subnet.a[each.key].id}", ["each.key", "aws_subnet.a[?].id"]],
    ['${join("-", [var.a, lower("x-${var.b}")])}', ["var.a", "var.b"]],
    ['${jsonencode({"a" = {b = aws_x.y.arn, "c": var.d}})}', ["aws_x.y.arn", "var.d"]],
    ["${var.on ? aws_a.b.id : aws_c.d.id}", ["var.on", "aws_a.b.id", "aws_c.d.id"]],
    ["${[for k, v in var.list : v.id if v.on]}", ["var.list"]],
    ["%{ if var.on }${aws_a.b.id}%{ endif }", ["var.on", "aws_a.b.id"]],
    ['${"a } b ${var.x}"}', ["var.x"]],
    ["$${var.escaped} ${var.real}", ["var.real"]],
    ["no expression, var.x", []],
    ["${broken(", []],
  ])("%s", (template, expected) => {
    expect(texts(template)).toEqual(expected);
  });

  test("are taken apart", () => {
    expect(parseReference('data.aws_x.y["k"].rule[0].id')).toEqual({
      text: 'data.aws_x.y["k"].rule[0].id',
      root: "data",
      subject: "data.aws_x.y",
      key: "k",
      attribute: "rule[0].id",
    });
  });
});

describe("evaluation", () => {
  const values: Record<string, string | number | boolean | readonly string[]> = {
    "var.days": 30,
    "var.on": true,
    "var.name": "api",
    "var.list": ["a", "b"],
  };
  const evaluate = (template: string) => evaluateTemplate(template, ({ text }) => values[text]);

  test.each([
    ["${var.days}", 30],
    ["x-${var.name}-${var.days}", "x-api-30"],
    ["${var.on ? 1 : 0}", 1],
    ["${!var.on || var.days > 7}", true],
    ["${(1 + 2) * 3 == 9 && var.days != 7}", true],
    ['${concat(var.list, ["c"])}', ["a", "b", "c"]],
    ['${{"a" = 1, b = [true, null]}}', { a: 1, b: [true, null] }],
    ['${jsonencode({"a" = var.name})}', '{"a":"api"}'],
    ['${{"a" = {"b" = 7}}.a.b}', 7],
    ["$${var.name}", "${var.name}"],
    ['${"q\\"u\\n"}', 'q"u\n'],
  ])("%s", (template, expected) => {
    expect(evaluate(template)).toEqual(expected);
  });

  test.each([
    "${aws_x.y.id}",
    "a-${aws_x.y.id}",
    "${timestamp()}",
    "${[for x in var.list : x]}",
    "${var.on ?",
    "${1 +}",
  ])("%s is unknown and keeps what is written", (template) => {
    const value = evaluate(template);
    expect(isUnknown(value)).toBe(true);
    expect((value as Unknown).expression).toBe(template);
  });

  test("jsonencode keeps what is known beside what is not", () => {
    const value = evaluate('${jsonencode({"Effect" = "Deny", "Resource" = aws_x.y.arn})}') as Unknown;
    expect(value.decoded).toEqual({
      Effect: "Deny",
      Resource: makeUnknown("aws_x.y.arn", ["aws_x.y.arn"]),
    });
  });
});
