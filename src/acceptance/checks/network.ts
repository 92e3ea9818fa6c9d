import assert from "node:assert/strict";
import {
  DescribeFlowLogsCommand,
  DescribeNatGatewaysCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  type Route,
  type Tag,
} from "@aws-sdk/client-ec2";
import { type Check, type Deployed, present, textOutput } from "../acceptance-spec";

const inVpc = (deployed: Deployed) => [{ Name: "vpc-id", Values: [textOutput(deployed, "vpc_id")] }];
const tagOf = (tags: Tag[] | undefined, key: string) => tags?.find((tag) => tag.Key === key)?.Value;

async function subnetsOf(deployed: Deployed) {
  const { Subnets = [] } = await deployed.aws.ec2.send(
    new DescribeSubnetsCommand({ Filters: inVpc(deployed) }),
  );
  const ofTier = (tier: string) => Subnets.filter(({ Tags }) => tagOf(Tags, "Tier") === tier);
  return { public: ofTier("public"), private: ofTier("private") };
}

/** One subnet of each tier in each of three AZs, and no address given to whoever starts there. */
export const subnets: Check = {
  title: "three public and three private subnets, one of each in each AZ",
  async run(deployed) {
    for (const [tier, found] of Object.entries(await subnetsOf(deployed))) {
      assert.equal(found.length, 3, `${tier} subnets`);
      assert.equal(
        new Set(found.map((subnet) => subnet.AvailabilityZone)).size,
        3,
        `AZs of the ${tier} subnets`,
      );
      assert.ok(
        found.every((subnet) => subnet.MapPublicIpOnLaunch === false),
        `${tier} subnets give no public address`,
      );
    }
  },
};

/** The routes of a subnet, by its id. */
async function routesBySubnet(deployed: Deployed) {
  const { RouteTables = [] } = await deployed.aws.ec2.send(
    new DescribeRouteTablesCommand({ Filters: inVpc(deployed) }),
  );
  return (subnetId: string | undefined): readonly Route[] =>
    present(
      RouteTables.find(({ Associations = [] }) => Associations.some((one) => one.SubnetId === subnetId)),
      `the route table of ${subnetId}`,
    ).Routes ?? [];
}

const isDefault = (route: Route) => route.DestinationCidrBlock === "0.0.0.0/0";

/** Follows subnet -> route table -> NAT gateway -> its subnet, and compares the AZs. */
export const leavesByNatGateways: Check = {
  title: "private subnets leave by the NAT gateway of their own AZ, public ones by the internet gateway",
  async run(deployed) {
    const tiers = await subnetsOf(deployed);
    const { NatGateways = [] } = await deployed.aws.ec2.send(
      new DescribeNatGatewaysCommand({ Filter: inVpc(deployed) }),
    );
    const routesOf = await routesBySubnet(deployed);
    const defaultRoute = (subnetId: string | undefined) =>
      present(routesOf(subnetId).find(isDefault), `the default route of ${subnetId}`);
    const azBySubnet = new Map(tiers.public.map((subnet) => [subnet.SubnetId, subnet.AvailabilityZone]));
    for (const subnet of tiers.private) {
      const { NatGatewayId } = defaultRoute(subnet.SubnetId);
      const nat = present(
        NatGateways.find((gateway) => gateway.NatGatewayId === NatGatewayId),
        `NAT gateway ${NatGatewayId}`,
      );
      assert.equal(
        azBySubnet.get(nat.SubnetId),
        subnet.AvailabilityZone,
        `AZ of the NAT gateway of ${subnet.SubnetId}`,
      );
      assert.ok(nat.NatGatewayAddresses?.[0]?.PublicIp, `${NatGatewayId} has an elastic address`);
    }
    for (const subnet of tiers.public) assert.match(defaultRoute(subnet.SubnetId).GatewayId ?? "", /^igw-/);
  },
};

/** No route of a private subnet leads further than the VPC and the gateways of AWS's own services. */
export const leavesNowhere: Check = {
  title: "there is no NAT gateway, and private subnets have no route out of the VPC but to gateway endpoints",
  async run(deployed) {
    const { ec2 } = deployed.aws;
    const { NatGateways = [] } = await ec2.send(new DescribeNatGatewaysCommand({ Filter: inVpc(deployed) }));
    assert.deepEqual(NatGateways, [], "NAT gateways");
    const routesOf = await routesBySubnet(deployed);
    for (const subnet of (await subnetsOf(deployed)).private) {
      const leading = routesOf(subnet.SubnetId).filter(
        (route) => !/^(local$|vpce-)/.test(route.GatewayId ?? ""),
      );
      assert.deepEqual(leading, [], `routes of ${subnet.SubnetId} that lead out`);
    }
  },
};

/**
 * Nobody but the load balancer admits the internet; the service behind it admits the load balancer only.
 * @param behind the service's name
 */
export const securityGroups = (behind: string): Check => ({
  title: `only the load balancer admits the internet, ${behind} admits only the load balancer`,
  async run(deployed) {
    const { SecurityGroups = [] } = await deployed.aws.ec2.send(
      new DescribeSecurityGroupsCommand({ Filters: inVpc(deployed) }),
    );
    const named = (part: string) =>
      present(
        SecurityGroups.find(({ GroupName = "" }) => GroupName.startsWith(part)),
        `security group ${part}`,
      );
    const open = SecurityGroups.filter(({ IpPermissions = [] }) =>
      IpPermissions.some(({ IpRanges = [] }) => IpRanges.some((range) => range.CidrIp === "0.0.0.0/0")),
    );
    assert.deepEqual(
      open.map((group) => group.GroupId),
      [named("security-group-alb-").GroupId],
      "groups open to the internet",
    );
    const sources = (named(`security-group-${behind}-`).IpPermissions ?? []).flatMap(
      ({ UserIdGroupPairs = [] }) => UserIdGroupPairs.map((pair) => pair.GroupId),
    );
    assert.deepEqual(sources, [named("security-group-alb-").GroupId], "who reaches the service");
    const fallback = present(
      SecurityGroups.find((group) => group.GroupName === "default"),
      "the default group",
    );
    assert.deepEqual(
      [fallback.IpPermissions, fallback.IpPermissionsEgress],
      [[], []],
      "rules of the default group",
    );
  },
});

export const flowLogs: Check = {
  title: "all traffic of the VPC is logged",
  async run(deployed) {
    const { FlowLogs = [] } = await deployed.aws.ec2.send(
      new DescribeFlowLogsCommand({
        Filter: [{ Name: "resource-id", Values: [textOutput(deployed, "vpc_id")] }],
      }),
    );
    assert.deepEqual(
      FlowLogs.map((log) => [log.TrafficType, log.FlowLogStatus]),
      [["ALL", "ACTIVE"]],
    );
  },
};
