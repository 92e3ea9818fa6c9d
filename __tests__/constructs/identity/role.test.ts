import { PolicyDocument, type Statement } from "../../../src/constructs/identity/policy-document";
import { Role } from "../../../src/constructs/identity/role";
import { problemsOf, stackOf } from "../../support/synth";

const READ: Statement = { sid: "Read", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::b/*"] };

const roleOf = (use: (role: Role) => void = () => undefined) =>
  stackOf((stack) => {
    const role = new Role(stack, "role", {
      purpose: "worker",
      description: "Works",
      assumedBy: "ecs-tasks.amazonaws.com",
      conditions: [{ test: "ArnLike", variable: "aws:SourceArn", values: ["arn:x"] }],
    });
    use(role);
    stack.output("ready", {
      value: role.ready.map((dependable) => dependable.fqn),
      description: "what to wait for",
    });
  });

describe("a role", () => {
  const bare = roleOf();

  test("is assumed by one service, for this account only, under its conditions", () => {
    const role = bare.resource("aws_iam_role", "role");
    expect(role).toMatchObject({
      name: "role-worker-${var.environment_suffix}",
      force_detach_policies: true,
    });
    expect(bare.statements(role.assume_role_policy)).toEqual([
      {
        sid: "AssumeRole",
        actions: ["sts:AssumeRole"],
        principals: [{ type: "Service", identifiers: ["ecs-tasks.amazonaws.com"] }],
        condition: [
          {
            test: "StringEquals",
            variable: "aws:SourceAccount",
            values: ["${data.aws_caller_identity.caller.account_id}"],
          },
          { test: "ArnLike", variable: "aws:SourceArn", values: ["arn:x"] },
        ],
      },
    ]);
  });

  test("of a service that does not say for whom it asks is held to no account", () => {
    const made = stackOf((stack) => {
      new Role(stack, "role", {
        purpose: "host",
        description: "Runs",
        assumedBy: "ec2.amazonaws.com",
        accountBy: "none",
      });
    });
    const { assume_role_policy: trust } = made.only("aws_iam_role");
    expect(made.statements(trust)).toEqual([
      {
        sid: "AssumeRole",
        actions: ["sts:AssumeRole"],
        principals: [{ type: "Service", identifiers: ["ec2.amazonaws.com"] }],
      },
    ]);
  });

  test("that nothing was granted has no policy, and is ready by itself", () => {
    expect(bare.managed().map(([address]) => address)).toEqual(["aws_iam_role.role"]);
    expect(bare.section("output").ready?.value).toEqual(["${aws_iam_role.role}"]);
  });

  const granted = roleOf((role) => {
    role.grant({ ...READ, sid: "Write", actions: ["s3:PutObject"] });
    role.grant(READ);
  });

  test("has its grants in one managed policy, sorted, and is ready when that is attached", () => {
    const policy = granted.only("aws_iam_policy");
    expect(policy.name).toBe("policy-worker-${var.environment_suffix}");
    expect(granted.statements(policy.policy).map(({ sid }) => sid)).toEqual(["Read", "Write"]);
    expect(granted.only("aws_iam_role_policy_attachment")).toEqual({
      role: "${aws_iam_role.role.name}",
      policy_arn: "${aws_iam_policy.role.arn}",
    });
    expect(granted.section("output").ready?.value).toEqual(["${aws_iam_role_policy_attachment.role}"]);
  });

  test("never has an inline policy", () => {
    expect(granted.resources("aws_iam_role_policy")).toEqual({});
    expect(granted.only("aws_iam_role")).not.toHaveProperty("inline_policy");
    expect(granted.only("aws_iam_role")).not.toHaveProperty("managed_policy_arns");
  });
});

describe("a statement is refused", () => {
  const adding = (...statements: Statement[]) =>
    problemsOf(() => stackOf((stack) => new PolicyDocument(stack, "policy", statements)));

  test("when its sid is taken", () => {
    expect(adding(READ, { ...READ, actions: ["s3:PutObject"] })).toEqual([
      { where: "test/policy", message: 'there is a statement "Read" already' },
    ]);
  });

  test.each(["", "read it", "read-it", "a_b"])("when its sid is %j", (sid) => {
    expect(adding({ ...READ, sid })[0]?.message).toContain("a sid has letters and digits only");
  });

  const EVERYBODY: Statement = { ...READ, principals: [{ type: "*", identifiers: ["*"] }] };

  test.each([
    ["every resource", { ...READ, resources: ["*"] }],
    ["everybody", EVERYBODY],
  ])("when it allows %s without saying why", (_, statement) => {
    expect(adding(statement)).toEqual([
      { where: "test/policy", message: 'statement "Read": it names "*": say why in wildcardReason' },
    ]);
  });

  test("but not when it says why, nor when it denies; the reason is not written", () => {
    const made = stackOf((stack) => {
      new PolicyDocument(stack, "why", [
        { ...READ, resources: ["*"], wildcardReason: "it knows no resource" },
      ]);
      new PolicyDocument(stack, "deny", [{ ...EVERYBODY, effect: "Deny" }]);
    });
    expect(made.data("aws_iam_policy_document", "why").statement).toEqual([
      { sid: "Read", actions: ["s3:GetObject"], resources: ["*"] },
    ]);
    expect(made.data("aws_iam_policy_document", "deny").statement).toEqual([
      expect.objectContaining({ effect: "Deny" }),
    ]);
  });
});
