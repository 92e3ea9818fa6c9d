import assert from "node:assert/strict";
import {
  DescribeInstancesCommand,
  DescribeSecurityGroupsCommand,
  DescribeVpcEndpointsCommand,
  type VpcEndpoint,
} from "@aws-sdk/client-ec2";
import { type Check, present, textOutput } from "../acceptance-spec";
import { privateSubnets, sorted } from "./find";
import { statementsOf } from "./policies";

export interface EndpointsExpectation {
  readonly gateway: readonly string[];
  readonly interface: readonly string[];
  /** Those that take no policy: nobody reaches them. */
  readonly closed: readonly string[];
}

/** The VPC's endpoints: which there are, where, and that none admits everything. */
export function endpoints(expected: EndpointsExpectation): Check {
  return {
    title: `${expected.gateway.length + expected.interface.length} endpoints with policies of their own, ${expected.closed.length} that nobody reaches`,
    async run(deployed) {
      const { VpcEndpoints = [] } = await deployed.aws.ec2.send(
        new DescribeVpcEndpointsCommand({
          Filters: [{ Name: "vpc-id", Values: [textOutput(deployed, "vpc_id")] }],
        }),
      );
      const of = (kind: string) => VpcEndpoints.filter((one) => one.VpcEndpointType === kind);
      const names = (kind: string) =>
        sorted(of(kind).map((one) => one.ServiceName?.replace(/^com\.amazonaws\.[a-z0-9-]+\./, "")));
      assert.deepEqual(names("Gateway"), sorted(expected.gateway), "gateway endpoints");
      assert.deepEqual(
        names("Interface"),
        sorted([...expected.interface, ...expected.closed]),
        "interface endpoints",
      );
      for (const one of of("Interface")) {
        assert.equal(one.PrivateDnsEnabled, true, `private DNS of ${one.ServiceName}`);
        assert.deepEqual(sorted(one.SubnetIds), privateSubnets(deployed), `subnets of ${one.ServiceName}`);
      }
      const isClosed = ({ ServiceName }: VpcEndpoint) =>
        expected.closed.some((name) => ServiceName?.endsWith(`.${name}`));
      for (const one of VpcEndpoints.filter(isClosed)) {
        const { SecurityGroups = [] } = await deployed.aws.ec2.send(
          new DescribeSecurityGroupsCommand({ GroupIds: one.Groups?.map(({ GroupId }) => String(GroupId)) }),
        );
        const admitted = SecurityGroups.map((group) => group.IpPermissions);
        assert.deepEqual(admitted, [[]], `who reaches ${one.ServiceName}`);
      }
      for (const one of VpcEndpoints.filter((each) => !isClosed(each))) {
        const statements = statementsOf(one.PolicyDocument, `the policy of ${one.ServiceName}`);
        const open = statements.filter(
          ({ effect, actions, resources }) =>
            effect === "Allow" &&
            (actions.includes("*") || (resources.includes("*") && actions.some((a) => a.endsWith(":*")))),
        );
        assert.deepEqual(open, [], `what ${one.ServiceName} admits without limits`);
      }
    },
  };
}

/** @param output holds the instance's id */
export function bastion(output: string): Check {
  return {
    title: "the bastion has no key, no public address, no open port, and IMDSv2 alone",
    async run(deployed) {
      const { ec2 } = deployed.aws;
      const { Reservations = [] } = await ec2.send(
        new DescribeInstancesCommand({ InstanceIds: [textOutput(deployed, output)] }),
      );
      const found = present(Reservations[0]?.Instances?.[0], "the bastion");
      assert.equal(found.KeyName, undefined, "key");
      assert.equal(found.PublicIpAddress, undefined, "public address");
      assert.ok(privateSubnets(deployed).includes(String(found.SubnetId)), "subnet");
      assert.equal(found.MetadataOptions?.HttpTokens, "required", "metadata");
      assert.match(found.IamInstanceProfile?.Arn ?? "", /:instance-profile\//, "profile");
      const { SecurityGroups = [] } = await ec2.send(
        new DescribeSecurityGroupsCommand({
          GroupIds: (found.SecurityGroups ?? []).map((group) => String(group.GroupId)),
        }),
      );
      assert.ok(SecurityGroups.length > 0, "security groups");
      assert.deepEqual(
        SecurityGroups.flatMap(({ IpPermissions = [] }) => IpPermissions),
        [],
        "open ports",
      );
    },
  };
}
