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
    ['${aws_subnet.a["x-${var.b}"].id}', ["var.b", "aws_subnet.a[?].id"]],
    ['${aws_subnet.a["${var.b}"].id}', ["var.b", "aws_subnet.a[?].id"]],
    ["${name}", []],
    ["${data.aws_x}", []],
    ["${aws_x[0].y}", []],
    ['${[for v in var.list : "${v.id}-${aws_x.y.id}"]}', ["var.list", "aws_x.y.id"]],
    ["${lower(\n\tvar.name)}", ["var.name"]],
    ["${{b : aws_x.y.id, c : var.d}}", ["aws_x.y.id", "var.d"]],
    ["${aws_x.y.on ? aws_a.b.id : local.c}", ["aws_x.y.on", "aws_a.b.id", "local.c"]],
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
    ['${"\\u0041\\U0001F600\\q"}', "A\u{1F600}q"],
    ["${~ var.days ~}", 30],
    ["${-var.days + 1}", -29],
    ["${1 < 2 && 2 <= 2 && 3 >= 3 && !(1 > 2)}", true],
    ["${7 - 1}/${6 / 3}/${7 % 4}/${2 * 3}", "6/2/3/6"],
    ["${[1, [2, 3]][1][0]}", 2],
    ["${{1 = true, two : false}}", { 1: true, two: false }],
    ["${(1)}", 1],
  ])("%s", (template, expected) => {
    expect(evaluate(template)).toEqual(expected);
  });

  test.each([
    ["tostring(5)", "5"],
    ['tonumber("5") + 1', 6],
    ['tobool("true")', true],
    ['tobool("false")', false],
    ["tobool(true)", true],
    ['lower("AB")', "ab"],
    ['upper("ab")', "AB"],
    ['trimspace(" a ")', "a"],
    ["flatten([1, [2, [3]]])", [1, 2, 3]],
    ['compact(["a", "", null])', ["a"]],
    ["merge({a = 1}, {b = 2})", { a: 1, b: 2 }],
    ["length(var.list)", 2],
    ['length("abc")', 3],
    ["length({a = 1})", 1],
    ["one([7])", 7],
    ["one([])", null],
    ['element(["a", "b"], 3)', "b"],
    ['lookup({a = 1}, "a", 2)', 1],
    ['lookup({a = 1}, "b", 2)', 2],
    ['coalesce(null, "", "c")', "c"],
    ['join("-", [1, "a", true])', "1-a-true"],
    ['format("%s is %d%%", "x", 5)', "x is 5%"],
    ['format("%s and %s", "x")', "x and "],
    ['jsondecode("[1]")', [1]],
    ["jsondecode(jsonencode({a = 1}))", { a: 1 }],
  ])("%s", (expression, expected) => {
    expect(evaluate(`\${${expression}}`)).toEqual(expected);
  });

  test("what was encoded around an unknown part is decoded around it", () => {
    expect(evaluate("${jsondecode(jsonencode({a = 1, b = aws_x.y.id}))}")).toEqual({
      a: 1,
      b: makeUnknown("aws_x.y.id", ["aws_x.y.id"]),
    });
    expect(evaluate("${{(aws_x.y.id) = 1}}")).toEqual({ "aws_x.y.id": 1 });
  });

  test("a mistake of whoever looks names up is not taken for an unknown value", () => {
    const lookup = () => {
      throw new TypeError("a bug of ours");
    };
    expect(() => evaluateTemplate("${var.x}", lookup)).toThrow(TypeError);
  });

  test.each([
    "${aws_x.y.id}",
    "a-${aws_x.y.id}",
    "${timestamp()}",
    "${[for x in var.list : x]}",
    "${var.on ?",
    "${var.on ? 1}",
    "${aws_x.y.id ? 1 : 0}",
    "${1 +}",
    "${1 + true}",
    "${1 2}",
    "${(1}",
    "${)}",
    "${[1 2]}",
    "${[for x in var.list}",
    "${{a 1}}",
    "${{",
    '${"open}',
    '${"\\uzzzz"}',
    '${"\\UFFFFFFFF"}',
    "${1 ~ 2}",
    "${1 ; 2}",
    "${!var.days}",
    "${-var.name}",
    "${aws_x.y.id == 1}",
    "${max(var.list...)}",
    "${name}",
    "${data.aws_x}",
    "${{a = 1}.a[*]}",
    "${{a = 1}[0]}",
    "${[1].a}",
    "${[1][var.days]}",
    "%{ if var.on }a%{ endif }",
    "${lower(var.list)}",
    '${tonumber("five")}',
    '${tonumber("")}',
    "${tonumber(var.list)}",
    "${aws_x.y.on && var.on}",
    "${concat(var.name)}",
    "${flatten(var.name)}",
    "${compact(var.name)}",
    "${merge(var.name)}",
    "${length(var.days)}",
    "${one(var.list)}",
    "${element(var.name, 0)}",
    '${element(var.list, "a")}',
    "${element([], 0)}",
    '${lookup(var.name, "a")}',
    "${lookup({a = 1}, 1)}",
    '${lookup({a = 1}, "b")}',
    "${coalesce(aws_x.y.id)}",
    "${coalesce(null)}",
    '${join("-", var.name)}',
    '${join("-", [var.list])}',
    "${format(1)}",
    '${format("%s", var.list)}',
    '${format("%05d", 1)}',
    '${jsondecode("{")}',
    "${jsondecode(1)}",
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
