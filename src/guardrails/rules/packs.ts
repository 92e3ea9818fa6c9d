import type { Pack, Rule } from "../rule";

/** What a pack is about, and which rules it takes. */
export interface PackSelection {
  readonly title: string;
  readonly selects: (rule: Rule) => boolean;
}

/** A pack of the rules that name it as theirs. */
const own = (pack: Pack, title: string): PackSelection => ({
  title,
  selects: (rule) => rule.pack === pack,
});

/** The packs. Most hold the rules of their own; one may select from all, by a standard for example. */
export const PACKS: Readonly<Record<Pack, PackSelection>> = {
  naming: own("naming", "Names carry the environment's suffix (a convention of this project)"),
  destroyable: own("destroyable", "A destroy takes everything, without a hand"),
  apply: own("apply", "What Terraform plans, and AWS or the second plan then refuses"),
  "least-privilege": own("least-privilege", "Who may do what, and who may become whom"),
  encryption: own("encryption", "Keys of one's own at rest, TLS in transit, no secret in a state"),
  "network-exposure": own("network-exposure", "What the internet reaches, and what reaches it"),
  reachability: own("reachability", "What has to be reached is reached: AWS's APIs, databases"),
  logging: own("logging", "What is recorded, where, and for how long"),
  "high-availability": own("high-availability", "What stays up when a zone goes, and what can be restored"),
  patching: own("patching", "What is known to be broken is found and replaced"),
  tagging: own("tagging", "Whose it is, and who pays"),
  cost: own("cost", "What is paid for and used by nobody"),
  visibility: own("visibility", "What no rule could look into"),
  "pci-dss": {
    title: "Every rule that serves a requirement of PCI DSS 4.0",
    selects: ({ controls }) => controls.some(({ standard }) => standard === "PCI DSS 4.0"),
  },
};
