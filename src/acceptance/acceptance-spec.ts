import { type Clients } from "./clients";
import { type Facts } from "./deployment";

/** What a check looks at. */
export interface Deployed {
  readonly aws: Clients;
  /** The same account in the region of the states. */
  readonly stateAws: Clients;
  readonly facts: Facts;
  /** The stack's outputs. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** The values of the variables that it was applied with. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Looks through the AWS SDK at what was made; throws if it is not as it must be. */
export interface Check {
  readonly title: string;
  run(deployed: Deployed): Promise<void>;
}

/** What there is before the deployment, as an operator would have it. */
export interface Prepared {
  readonly variables: Readonly<Record<string, unknown>>;
  /** Takes it away again. */
  remove(): Promise<void>;
}

/** How a system is proven. */
export interface Subject {
  readonly system: string;
  readonly region: string;
  prepare(aws: Clients, facts: Facts): Promise<Prepared>;
  readonly checks: readonly Check[];
  /** Changes that an operator makes to a running system. */
  readonly update: {
    readonly variables: Readonly<Record<string, unknown>>;
    /** The addresses that may change by that, each with what is done to it. */
    readonly changes: Readonly<Record<string, readonly string[]>>;
    readonly checks: readonly Check[];
  };
  /** Puts into the system what it holds when it is used, before it is destroyed. */
  readonly use: readonly Check[];
}

/** A value that must be there. */
export function present<T>(value: T | null | undefined, what: string): T {
  if (value === undefined || value === null) throw new Error(`${what} is missing`);
  return value;
}

/** An output that must be a string. */
export function textOutput({ outputs }: Deployed, name: string): string {
  const value = outputs[name];
  if (typeof value !== "string") throw new Error(`output ${name} is ${JSON.stringify(value)}, not a string`);
  return value;
}
