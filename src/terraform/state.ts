/** The parts of a state, as `terraform state pull` gives it, that matter here. */
export interface State {
  readonly serial?: number;
  readonly resources?: readonly {
    readonly mode: "managed" | "data";
    readonly type: string;
    readonly name: string;
    readonly instances: readonly { readonly attributes?: unknown }[];
  }[];
}
