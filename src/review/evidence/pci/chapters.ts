/** Something that no Terraform can show, and people have to. */
export interface OpenPoint {
  /** Requirement numbers, or the chapter's own for all of it. */
  readonly numbers: readonly string[];
  readonly what: string;
}

/** A principal requirement of PCI DSS 4.0. */
export interface Chapter {
  readonly number: number;
  /** In our own words. */
  readonly title: string;
  readonly open: readonly OpenPoint[];
}

const point = (numbers: string, what: string): OpenPoint => ({ numbers: numbers.split(" "), what });

/** The twelve principal requirements. */
export const CHAPTERS: readonly Chapter[] = [
  {
    number: 1,
    title: "Network security controls",
    open: [
      point("1.2.1 1.2.2", "The standard for network rules, and the approval of their changes"),
      point("1.2.3 1.2.4", "Diagrams of the networks and of the flow of account data"),
      point("1.2.5", "The approved list of services, protocols and ports, with the need for each"),
      point("1.2.7", "The review of the network rules, every six months"),
      point(
        "1.2.8",
        "Who may change this repository and the state, and that what runs is what they say (a plan without changes)",
      ),
      point("1.3.3", "Wireless networks of the entity's own, kept apart from this system"),
      point("1.4.3", "Forged source addresses: AWS's network drops them, by AWS's attestation of compliance"),
      point("1.5.1", "Devices of staff that reach both the internet and this system"),
    ],
  },
  {
    number: 2,
    title: "Secure configuration of every component",
    open: [
      point("2.2.1", "The configuration standards, and what is inside container images and databases"),
      point("2.2.2 2.2.3", "Vendor defaults of accounts, and functions apart that need different security"),
      point("2.3", "Wireless networks"),
    ],
  },
  {
    number: 3,
    title: "Stored account data",
    open: [
      point("3.2.1", "Which account data is kept, where, how long, and that it is deleted then"),
      point("3.3.1", "That no sensitive authentication data is kept after authorization"),
      point("3.3.2", "That it is encrypted where it is kept until then"),
      point("3.4.1", "That card numbers are masked where they are shown"),
      point("3.4.2", "That nobody copies card numbers away over remote access"),
      point(
        "3.5.1",
        "How the application makes card numbers unreadable: encrypted disks and buckets alone do not",
      ),
      point("3.6.1 3.7", "Key procedures and custodians"),
    ],
  },
  {
    number: 4,
    title: "Account data on its way over open networks",
    open: [
      point("4.2.1.1", "The inventory of trusted keys and certificates"),
      point("4.2.2", "Card numbers in e-mail, chat and other messages of people"),
    ],
  },
  {
    number: 5,
    title: "Malicious software",
    open: [
      point(
        "5.2 5.3",
        "What protects images and the devices of staff, and which components are judged not at risk",
      ),
      point("5.4.1", "Protection of staff from phishing"),
    ],
  },
  {
    number: 6,
    title: "Development and maintenance of systems and software",
    open: [
      point("6.2.2 6.2.3", "Training of developers and reviews of code"),
      point("6.3.1 6.3.3", "That findings are ranked, and patches are in within their time"),
      point("6.3.2", "The inventory of software and of its components"),
      point("6.4.3", "The scripts of payment pages: authorised, whole and listed"),
      point("6.5.1", "The procedure for changes, and its records"),
      point("6.5.5", "That tests use no live account data"),
    ],
  },
  {
    number: 7,
    title: "Access by need to know",
    open: [
      point("7.2.1", "The model of access: who needs what, by job"),
      point("7.2.3", "Who was given which role, and who approved it"),
      point("7.2.4 7.2.5.1", "The reviews of the access of people, and of systems and applications"),
    ],
  },
  {
    number: 8,
    title: "Identification and authentication",
    open: [
      point("8.2 8.3", "The identities of people, their passwords and their leaving"),
      point("8.4 8.5", "Their second factor"),
      point("8.6.1", "Why and by whom accounts of systems are used interactively, if they are"),
      point("8.6.3", "How often secrets of applications change, by the entity's own analysis of risk"),
    ],
  },
  {
    number: 9,
    title: "Physical access",
    open: [
      point(
        "9",
        "All of it. AWS's attestation of compliance covers its data centres; offices, media and terminals are the entity's own",
      ),
    ],
  },
  {
    number: 10,
    title: "Logging and monitoring",
    open: [
      point("10.2.1.1 10.2.2", "What the application writes about each access of a person"),
      point(
        "10.3.2 10.3.4 10.5.1",
        "What keeps people from changing and emptying the buckets of logs, and alerts on it: here they can be destroyed with all they hold (no Object Lock, no MFA delete)",
      ),
      point("10.4.1 10.4.3", "That logs are reviewed daily, and findings followed up"),
      point("10.4.2", "That all other logs are reviewed from time to time"),
      point("10.6", "Time inside containers and databases"),
      point(
        "10.7.2 10.7.3",
        "That failures of security controls are detected and alerted, and the response to them",
      ),
    ],
  },
  {
    number: 11,
    title: "Tests of security",
    open: [
      point("11.3", "Vulnerability scans from inside and outside"),
      point("11.4", "Penetration tests, and tests of segmentation"),
      point("11.5", "Detection of intrusions and of changed files"),
      point("11.6.1", "Detection of changed payment pages"),
    ],
  },
  {
    number: 12,
    title: "Policies and programmes",
    open: [
      point("12.1 12.3", "Policies and analyses of risk"),
      point("12.3.3", "The yearly review of cipher suites and protocols"),
      point("12.3.4", "The yearly review of technologies, and the plan for those that get no fixes any more"),
      point("12.5", "The scope, and its confirmation every year"),
      point("12.6 12.7", "Awareness and screening of staff"),
      point("12.8", "Service providers, AWS among them, and who answers for what"),
      point("12.10", "The plan for incidents, and its tests"),
    ],
  },
];
