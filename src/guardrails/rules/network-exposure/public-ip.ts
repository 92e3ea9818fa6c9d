import type { Configuration } from "../../model/configuration";
import type { Resource } from "../../model/resource";
import type { View } from "../../model/view";
import type { Rule, Verdict } from "../../rule";
import { combine, compliant, pciDss, securityHub, unknown, verdict, violation } from "../../rule";

/** Where each type asks for a public address; absent means none. */
const PATHS: Readonly<Record<string, readonly [blocks: string, flag: string]>> = {
  aws_cloudwatch_event_target: ["ecs_target.network_configuration", "assign_public_ip"],
  aws_ecs_service: ["network_configuration", "assign_public_ip"],
  aws_ecs_task_set: ["network_configuration", "assign_public_ip"],
  aws_scheduler_schedule: ["target.ecs_parameters.network_configuration", "assign_public_ip"],
};

/** Nothing that runs has a public address. */
export const publicIp: Rule = {
  id: "network-exposure-public-ip",
  title: "Tasks and instances have no public IP address",
  pack: "network-exposure",
  controls: [...securityHub("ECS.2", "EC2.9"), ...pciDss("1.4.2")],
  shows:
    "No task or instance asks for a public address, and no elastic one is associated with an instance here.",
  limits:
    "Elastic addresses of network interfaces, and what is associated outside this configuration, are not looked at. What a load balancer passes on, and what goes out, are other rules' matter.",
  rationale: "With a public address only a security group stands between a task and the internet.",
  remedy: "run it in private subnets, without a public address",
  types: [...Object.keys(PATHS), "aws_instance", "aws_launch_template", "aws_launch_configuration"],
  check: (resource, configuration) => {
    const path = PATHS[resource.type];
    if (path !== undefined) return judge(resource.blocks(path[0]), path[1], "no address");
    if (resource.type === "aws_launch_template") {
      return judge(resource.blocks("network_interfaces"), "associate_public_ip_address", "no address");
    }
    const asks = resource.get("associate_public_ip_address").kind !== "absent";
    const asked = asks ? judge([resource], "associate_public_ip_address", "no address") : undefined;
    if (resource.type !== "aws_instance") return asked ?? compliant();
    return combine([asked ?? bySubnet(resource, configuration), elastic(resource, configuration)]);
  },
};

/** An elastic address may be associated by either resource. */
function elastic(instance: Resource, configuration: Configuration): Verdict {
  const addresses = [
    ...configuration.referring(instance, "instance").filter(({ type }) => type === "aws_eip"),
    ...configuration.referring(instance, "instance_id").filter(({ type }) => type === "aws_eip_association"),
  ];
  return verdict(addresses.map(({ address }) => `${address} gives it a public address`));
}

function judge(blocks: readonly View[], path: string, absent: string): Verdict {
  const flags = blocks.map((block) => block.flag(path, false));
  return verdict(
    flags.includes(true) ? [`${path} is true`] : [],
    flags.includes("unknown") ? [`${path} cannot be seen (${absent} if it is not set)`] : [],
  );
}

/** An instance that does not say is given an address if its subnet gives one. */
function bySubnet(instance: Resource, configuration: Configuration): Verdict {
  const subnets = configuration
    .targets(instance, "subnet_id")
    .filter(({ type, mode }) => type === "aws_subnet" && mode === "managed");
  const flags = subnets.map((subnet) => subnet.flag("map_public_ip_on_launch", false));
  if (flags.includes(true)) return violation("its subnet gives public addresses, and it does not refuse one");
  if (flags.length > 0 && !flags.includes("unknown")) return compliant();
  return unknown("whether its subnet gives public addresses cannot be seen: set associate_public_ip_address");
}
