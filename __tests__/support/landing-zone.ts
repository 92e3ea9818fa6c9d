import {
  CreateSubnetCommand,
  CreateVpcCommand,
  type EC2Client,
  ModifyVpcAttributeCommand,
} from "@aws-sdk/client-ec2";

type Subnets = Readonly<Record<"a" | "b" | "c", string>>;

/** The variables by which a system finds an existing VPC. */
export interface LandingZone extends Readonly<Record<string, unknown>> {
  readonly vpc_id: string;
  readonly public_subnet_ids: Subnets;
  readonly private_subnet_ids: Subnets;
}

/** A VPC as its owner would have made it before, in three availability zones of us-east-1. */
export async function landingZone(ec2: EC2Client): Promise<LandingZone> {
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: "10.77.0.0/16" }));
  const VpcId = Vpc?.VpcId ?? "";
  await ec2.send(new ModifyVpcAttributeCommand({ VpcId, EnableDnsHostnames: { Value: true } }));
  const subnet = async (block: number, az: string): Promise<string> => {
    const { Subnet } = await ec2.send(
      new CreateSubnetCommand({
        VpcId,
        CidrBlock: `10.77.${block}.0/24`,
        AvailabilityZone: `us-east-1${az}`,
      }),
    );
    return Subnet?.SubnetId ?? "";
  };
  const tier = async (first: number): Promise<Subnets> => {
    const [a, b, c] = await Promise.all([subnet(first, "a"), subnet(first + 1, "b"), subnet(first + 2, "c")]);
    return { a, b, c };
  };
  return { vpc_id: VpcId, public_subnet_ids: await tier(0), private_subnet_ids: await tier(8) };
}
