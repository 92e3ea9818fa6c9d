import { Bastion } from "../../../src/constructs/compute/bastion";
import { evaluate, readConfiguration } from "../../../src/guardrails";
import { networkIn, logKey } from "../../support/parts";
import { stackOf } from "../../support/synth";

const bastionOf = (destroyable: boolean) =>
  stackOf(
    (stack) => {
      const key = logKey(stack);
      new Bastion(stack, "bastion", { network: networkIn(stack, {}, key), key });
    },
    { destroyable },
  );
const made = bastionOf(true);
const host = made.only("aws_instance");

test("the host is private, encrypted, monitored, and gives its role away to nobody who makes it ask", () => {
  expect(host).toMatchObject({
    associate_public_ip_address: false,
    monitoring: true,
    metadata_options: { http_tokens: "required", http_put_response_hop_limit: 1 },
    root_block_device: { encrypted: true, kms_key_id: "${aws_kms_key.key.arn}" },
  });
  expect(host).not.toHaveProperty("key_name");
});

test("nobody opens a connection to it", () => {
  const group = "${aws_security_group.bastion_sg.id}";
  const rules = Object.values(made.resources("aws_vpc_security_group_ingress_rule"));
  expect(rules.filter(({ security_group_id: id }) => id === group)).toEqual([]);
  expect(host.vpc_security_group_ids).toEqual([group]);
});

test("it is protected where the stack is not destroyable", () => {
  expect(host.disable_api_termination).toBe(false);
  expect(bastionOf(false).only("aws_instance").disable_api_termination).toBe(true);
});

test("EC2 takes its role on without a condition that it would not meet, and no guardrail minds", () => {
  const { assume_role_policy: trust } = made.resource("aws_iam_role", "bastion_role");
  expect(made.statements(trust)).toEqual([
    {
      sid: "AssumeRole",
      actions: ["sts:AssumeRole"],
      principals: [{ type: "Service", identifiers: ["ec2.amazonaws.com"] }],
    },
  ]);
  const { findings } = evaluate(readConfiguration(made.json, "bastion"));
  expect(findings.filter(({ rule }) => rule === "least-privilege-confused-deputy")).toEqual([]);
});
