import fc from "fast-check";
import { Dashboard } from "../../../src/constructs/observability/dashboard/dashboard";
import { layOut, type Row } from "../../../src/constructs/observability/dashboard/layout";
import { type TextWidget, type Widget } from "../../../src/constructs/observability/dashboard/widgets";
import { balancerMetric } from "../../../src/constructs/observability/metrics";
import { LogGroup } from "../../../src/constructs/observability/log-group";
import { logKey } from "../../support/parts";
import { problemsOf, stackOf } from "../../support/synth";
import { at, decoded, type Terraform } from "../../support/terraform";

const front = { balancer: { arnSuffix: "app/a/1" } };
const requests = balancerMetric(front, "RequestCount", "Sum", "Requests");
const errors = balancerMetric(front, "HTTPCode_Target_5XX_Count", "Sum");
const share = { expression: "errors / requests", label: "Share", uses: { errors, requests } };

const dashboardOf = (...widgets: [Widget, ...Widget[]]) =>
  stackOf((stack) => {
    new Dashboard(stack, "board", { purpose: "test", rows: [{ widgets }] });
  });
const bodyOf = (made: Terraform) => decoded(made.only("aws_cloudwatch_dashboard").dashboard_body);
const first = (...widgets: [Widget, ...Widget[]]) => at(bodyOf(dashboardOf(...widgets)), "widgets", 0);
const messagesOf = (rows: [Row, ...Row[]]) =>
  problemsOf(() => stackOf((stack) => new Dashboard(stack, "board", { purpose: "x", rows }))).map(
    ({ message }) => message,
  );
const text = (width?: number): TextWidget => ({
  kind: "text",
  markdown: "x",
  ...(width !== undefined && { width }),
});

describe("a widget", () => {
  test("shows metrics over time in the stack's region, with lines", () => {
    const widget: Widget = {
      kind: "series",
      title: "Requests",
      metrics: [requests],
      lines: { limit: 10 },
      period: 60,
    };
    expect(first(widget)).toEqual({
      type: "metric",
      x: 0,
      y: 0,
      width: 24,
      height: 6,
      properties: {
        title: "Requests",
        region: "us-east-1",
        view: "timeSeries",
        stacked: false,
        period: 60,
        metrics: [
          [
            "AWS/ApplicationELB",
            "RequestCount",
            "LoadBalancer",
            "app/a/1",
            { label: "Requests", stat: "Sum" },
          ],
        ],
        annotations: { horizontal: [{ label: "limit", value: 10 }] },
      },
    });
  });

  test("shows an expression, and hides what it is made of", () => {
    expect(at(first({ kind: "number", title: "Share", metrics: [share] }), "properties")).toMatchObject({
      view: "singleValue",
      metrics: [
        [{ expression: "errors / requests", label: "Share" }],
        [
          "AWS/ApplicationELB",
          "HTTPCode_Target_5XX_Count",
          "LoadBalancer",
          "app/a/1",
          { id: "errors", visible: false },
        ],
        ["AWS/ApplicationELB", "RequestCount", "LoadBalancer", "app/a/1", { id: "requests", visible: false }],
      ],
    });
  });

  test("may look at another region, where CloudFront has its metrics", () => {
    const widget: Widget = { kind: "series", title: "x", metrics: [requests], region: "eu-west-1" };
    expect(at(first(widget), "properties", "region")).toBe("eu-west-1");
  });

  test("queries log groups by name, with its quotation marks whole", () => {
    const query = 'filter level = "error"';
    expect(
      first({ kind: "log", title: "Errors", logs: [{ name: "/a" }, { name: "/b" }], query }),
    ).toMatchObject({
      type: "log",
      properties: { query: `SOURCE '/a' | SOURCE '/b' | ${query}`, view: "table", region: "us-east-1" },
    });
  });

  test("may refer to what is known later, in texts of any kind", () => {
    const made = stackOf((stack) => {
      const log = {
        name: new LogGroup(stack, "log", { key: logKey(stack), retentionInDays: 365, name: "/x" }).name,
      };
      const markdown = `# "${log.name}"\nin a \\ folder`;
      const query = 'filter level = "error"';
      const widgets: [Widget, Widget] = [
        { kind: "text", markdown },
        { kind: "log", title: "x", logs: [log], query },
      ];
      new Dashboard(stack, "board", { purpose: "test", rows: [{ widgets }] });
    });
    const name = "${aws_cloudwatch_log_group.log.name}";
    expect(at(bodyOf(made), "widgets", 0, "properties", "markdown")).toBe(`# "${name}"\nin a \\ folder`);
    expect(at(bodyOf(made), "widgets", 1, "properties", "query")).toBe(
      `SOURCE '${name}' | filter level = "error"`,
    );
  });

  test("holds text of several lines", () => {
    expect(first({ kind: "text", markdown: '# One\n"two"' })).toMatchObject({
      type: "text",
      properties: { markdown: '# One\n"two"' },
    });
  });
});

describe("rows", () => {
  test("share their 24 columns, and stand below each other", () => {
    const rows: Row[] = [
      { height: 2, widgets: [text()] },
      { widgets: [text(), text(14), text()] },
      { widgets: [text(6), text(6)] },
    ];
    expect(layOut(rows).map(({ place }) => place)).toEqual([
      { x: 0, y: 0, width: 24, height: 2 },
      { x: 0, y: 2, width: 5, height: 6 },
      { x: 5, y: 2, width: 14, height: 6 },
      { x: 19, y: 2, width: 5, height: 6 },
      { x: 0, y: 8, width: 6, height: 6 },
      { x: 6, y: 8, width: 6, height: 6 },
    ]);
  });

  test("fill the grid exactly, however many widgets share it", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 24 }), (count) => {
        const widgets = Array.from({ length: count }, () => text()) as [Widget, ...Widget[]];
        const places = layOut([{ widgets }]).map(({ place }) => place);
        expect(places.reduce((end, { x, width }) => (x === end ? end + width : NaN), 0)).toBe(24);
      }),
    );
  });

  test("that do not fit are refused, all at once", () => {
    const many = Array.from({ length: 500 }, (): Row => ({ widgets: [text()] }));
    expect(messagesOf([{ widgets: [text(20), text(5)] }])).toEqual([
      expect.stringContaining("row 1 does not fit: its widgets need 25 columns"),
    ]);
    expect(messagesOf([{ widgets: [text(24), text()] }])).toHaveLength(1);
    expect(messagesOf([{ height: 0, widgets: [text(1.5)] }])).toEqual([
      expect.stringContaining("height 0"),
      expect.stringContaining("width 1.5"),
    ]);
    expect(messagesOf([{ widgets: [text()] }, ...many])).toEqual(["there are 501 widgets: at most 500"]);
  });

  test("with widgets that CloudWatch would not show are refused", () => {
    const twice: Widget = { kind: "series", title: "Twice", metrics: [share, share] };
    expect(messagesOf([{ widgets: [twice] }])).toEqual([
      expect.stringContaining('"Twice" uses the id "errors"'),
      expect.stringContaining('"Twice" uses the id "requests"'),
    ]);
    expect(messagesOf([{ widgets: [{ kind: "alarms", title: "None", alarms: [] }] }])).toHaveLength(1);
    const wrong: Widget = { kind: "number", title: "x", metrics: [{ ...share, uses: { errors } }] };
    expect(messagesOf([{ widgets: [wrong] }])).toEqual([expect.stringContaining('uses "requests"')]);
  });
});

test("a query over more log groups than CloudWatch reads in one is refused", () => {
  const problems = problemsOf(() =>
    stackOf((stack) => {
      const log = new LogGroup(stack, "log", { key: logKey(stack), retentionInDays: 365, name: "/log" });
      const logs = Array.from({ length: 51 }, () => log) as [LogGroup, ...LogGroup[]];
      const widgets: [Widget] = [{ kind: "log", title: "Errors", logs, query: "fields @message" }];
      new Dashboard(stack, "board", { purpose: "x", rows: [{ widgets }] });
    }),
  );
  expect(problems.map(({ message }) => message)).toEqual(['"Errors" reads 51 log groups: at most 50']);
});
