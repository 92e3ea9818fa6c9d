import { posix } from "node:path";
import { CloudBackend, LocalBackend, NamedCloudWorkspace, S3Backend, type TerraformStack } from "cdktf";
import { type StateBackend } from "./settings/deployment";

/** Where a stack's state lies: a suffix is part of it always, so that no two share one. */
export function stateKey(system: string, suffix: string): string {
  return `${system}/${suffix}/terraform.tfstate`;
}

/** Gives `stack` the backend that the deployment chose. */
export function useBackend(stack: TerraformStack, state: StateBackend, suffix: string): void {
  const system = stack.node.id;
  switch (state.kind) {
    case "s3": {
      const backend = new S3Backend(stack, {
        bucket: state.bucket,
        key: stateKey(system, suffix),
        region: state.region,
        dynamodbTable: state.lockTable,
        encrypt: true,
        kmsKeyId: state.kmsKey,
      });
      // Terraform 1.10 and up; the bindings do not know it.
      if (state.useLockfile) backend.addOverride("use_lockfile", true);
      return;
    }
    case "cloud":
      new CloudBackend(stack, {
        organization: state.organization,
        hostname: state.hostname,
        // Neither part holds an underscore: no two deployments can meet in one name.
        workspaces: new NamedCloudWorkspace(`${system}_${suffix}`),
      });
      return;
    case "local":
      new LocalBackend(stack, {
        path: localStatePath(state.folder, `terraform.${system}.${suffix}.tfstate`),
      });
      return;
  }
}

/** Terraform runs in cdktf.out/stacks/<system>: from there to the project's root, the same on every machine. */
function localStatePath(folder: string, file: string): string {
  return posix.isAbsolute(folder) ? posix.join(folder, file) : posix.join("../../..", folder, file);
}
