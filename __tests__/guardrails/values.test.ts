import { configurationOf } from "./support";

describe("what is asked for and is not there", () => {
  const configuration = configurationOf(
    {
      "aws_x.y": {
        name: "",
        list: ["${var.v}"],
        document: "5",
        prose: "{ no JSON",
        inline: { Statement: [] },
        depends_on: ["aws_x.z", 7, "?"],
        rule: { a: 1 },
      },
      "aws_x.z": {},
    },
    { variable: { v: { validation: { condition: true } } } },
  );
  const resource = configuration.resource("aws_x.y");

  test("is absent: a step into a text, into a list by a name, to a second block, from nowhere", () => {
    expect(resource?.get("document.x").kind).toBe("absent");
    expect(resource?.get(["rule", 0, "a"])).toEqual({ kind: "known", value: 1 });
    expect(resource?.get(["rule", 1, "a"]).kind).toBe("absent");
    expect(resource?.get([0]).kind).toBe("absent");
    expect(resource?.get("list.x").kind).toBe("unknown");
    expect(resource?.text("name")).toBeUndefined();
  });

  test("is no reference and no resource", () => {
    expect(configuration.resolve("?")).toEqual([]);
    expect(configuration.referring("aws_x.none")).toEqual([]);
    expect(configuration.referring("aws_x.z").map(({ address }) => address)).toEqual(["aws_x.y"]);
  });

  test("is no document; one that is written as an object is", () => {
    expect(resource?.json("document")).toBeUndefined();
    expect(resource?.json("prose")).toBeUndefined();
    expect(resource?.json("inline")?.keys()).toEqual(["Statement"]);
  });

  test("a resource tells the names of its arguments, and all that it refers to", () => {
    expect(resource?.keys()).toEqual(["name", "list", "document", "prose", "inline", "depends_on", "rule"]);
    expect(resource?.references().map(({ text }) => text)).toEqual(["var.v"]);
  });

  test("a condition that is no text is none", () => {
    expect(configuration.variable("v")?.validations).toEqual([]);
  });
});

describe("parts of variables, locals and arguments", () => {
  const value = (expression: string) =>
    configurationOf(
      {
        "aws_x.y": { name: expression },
        "aws_x.z": { nothing: null, rule: [{ days: 3 }] },
        "aws_x.on": { for_each: "${local.on}", bucket: "${each.value}", days: 1 },
      },
      {
        variable: { v: { default: { days: 30, list: ["a", "b"], 'a"b': 1 } } },
        locals: {
          list: ["c", "d"],
          map: { "k-1": { days: 7 }, "x.y": 8 },
          on: { one: ["${aws_x.z.id}"], two: 2 },
        },
      },
    )
      .resource("aws_x.y")
      ?.get("name");

  test.each([
    ["${var.v.days}", 30],
    ["${var.v.list[1]}", "b"],
    ["${local.list[0]}", "c"],
    ['${local.map["x.y"]}', 8],
    ["${var.v.list.0}", "a"],
    ['${local.map["k-1"].days}', 7],
    ["${aws_x.z.rule[0].days} ${aws_x.z.rule[0].days}", "3 3"],
  ])("%s is known", (expression, known) => {
    expect(value(expression)).toEqual({ kind: "known", value: known });
  });

  test.each([
    "${var.v.list[*]}",
    "${local.list[each.key]}",
    "${aws_x.z[*].rule}",
    "${var.v.list[aws_x.z.id]}",
    "${aws_x.z.nothing}",
    "${var.none.x}",
    "${aws_x.none.id}",
    "${aws_x.on.days}",
  ])("%s is not", (expression) => {
    expect(value(expression)).toMatchObject({ kind: "unknown", expression });
  });

  test("what for_each goes through, however deep, is what each.value refers to", () => {
    const configuration = configurationOf(
      {
        "aws_x.on": { for_each: { one: ["${aws_x.z.id}"], two: 2 }, bucket: "${each.value}" },
        "aws_x.local": { bucket: "${local.on}" },
        "aws_x.z": {},
      },
      { locals: { on: { one: ["${aws_x.z.id}"], two: 2 } } },
    );
    const referring = configuration.referring("aws_x.z", "bucket").map(({ address }) => address);
    expect(referring).toEqual(["aws_x.on", "aws_x.local"]);
  });
});
