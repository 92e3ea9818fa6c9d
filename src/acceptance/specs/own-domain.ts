import { CreateHostedZoneCommand, DeleteHostedZoneCommand } from "@aws-sdk/client-route-53";
import { type Clients } from "../clients";
import { type Prepared, present } from "../acceptance-spec";

/** A public hosted zone of a system's own name, in which ACM's proof and the name's record go. */
export async function ownDomain(route53: Clients["route53"], domainName: string): Promise<Prepared> {
  const { HostedZone } = await route53.send(
    new CreateHostedZoneCommand({ Name: domainName, CallerReference: "proof" }),
  );
  const Id = present(HostedZone?.Id, "the hosted zone's id");
  return {
    variables: { domain_name: domainName, hosted_zone_id: Id.replace("/hostedzone/", "") },
    async remove() {
      await route53.send(new DeleteHostedZoneCommand({ Id }));
    },
  };
}
