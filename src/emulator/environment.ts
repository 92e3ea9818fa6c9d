import { delimiter, dirname, join } from "node:path";
import { ROOT } from "../process/project";
import { MARKER } from "../process/processes";

/** Nothing listens here: what goes to this proxy fails at once. */
const CLOSED = "http://127.0.0.1:9";

/** Hosts that Terraform needs to install providers; nothing of AWS may ever stand here. */
export const REGISTRY_HOSTS: readonly string[] = [
  "registry.terraform.io",
  "releases.hashicorp.com",
  "github.com",
  "objects.githubusercontent.com",
  "release-assets.githubusercontent.com",
];

/** Settings of the AWS tools that change neither account nor address. */
const HARMLESS =
  /^AWS_(REGION|DEFAULT_REGION|CA_BUNDLE|PAGER|DEFAULT_OUTPUT|CLI_[A-Z_]+|MAX_ATTEMPTS|RETRY_MODE)$/;

/** What the environment of a command inside is made from. */
export interface InsideOptions {
  /** The environment outside. */
  readonly outside: NodeJS.ProcessEnv;
  readonly endpoint: string;
  /** Marks the processes inside. */
  readonly id: string;
  /** An empty file, in place of the user's AWS configuration. */
  readonly emptyFile: string;
  /** Terraform's CLI configuration. */
  readonly cliConfiguration: string;
  /** Whether Terraform's registry may be reached. */
  readonly registry: boolean;
  /** A folder with the `terraform` to use, to stand first on PATH. */
  readonly binaries?: string | undefined;
}

/**
 * The environment of a command inside the local cloud: AWS tools find the emulator and test credentials,
 * nothing of the user's AWS settings. What would still go elsewhere meets a closed proxy (HTTPS) or the
 * emulator itself (HTTP).
 */
export function insideEnvironment(options: InsideOptions): NodeJS.ProcessEnv {
  const inside = guardedEnvironment(options);
  const { outside, endpoint } = options;
  const region = outside["AWS_REGION"] || outside["AWS_DEFAULT_REGION"] || "us-east-1";
  return {
    ...inside,
    // S3 clients put the bucket before the host (bucket.127.0.0.1), a name that nobody resolves: as an HTTP
    // proxy the emulator gets those requests all the same, and the provider needs no setting of its own.
    ...bothCases({ HTTP_PROXY: endpoint }),
    AWS_ENDPOINT_URL: endpoint,
    // The S3 backend of Terraform reads these and not the general one.
    AWS_ENDPOINT_URL_S3: endpoint,
    AWS_ENDPOINT_URL_DYNAMODB: endpoint,
    AWS_ENDPOINT_URL_STS: endpoint,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: outside["AWS_DEFAULT_REGION"] || region,
    TF_CLI_CONFIG_FILE: options.cliConfiguration,
    CHECKPOINT_DISABLE: "1",
    // A state kept locally for a real account must never meet the emulator, where nothing of it exists.
    TERRAFORM_STATE_FOLDER: dirname(options.cliConfiguration),
    TF_IN_AUTOMATION: "1",
    PATH: [options.binaries, outside["PATH"], join(ROOT, "node_modules", ".bin")]
      .filter((part) => part)
      .join(delimiter),
  };
}

/** An environment with test credentials and no way to AWS, also for the emulator itself. */
export function guardedEnvironment(
  options: Pick<InsideOptions, "outside" | "id" | "emptyFile" | "registry">,
): NodeJS.ProcessEnv {
  const kept = Object.entries(options.outside).filter(
    ([name]) => !name.startsWith("AWS_") || HARMLESS.test(name),
  );
  const direct = ["127.0.0.1", "localhost", ...(options.registry ? REGISTRY_HOSTS : [])].join(",");
  return {
    ...Object.fromEntries(kept),
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_CONFIG_FILE: options.emptyFile,
    AWS_SHARED_CREDENTIALS_FILE: options.emptyFile,
    AWS_EC2_METADATA_DISABLED: "true",
    ...bothCases({ HTTP_PROXY: CLOSED, HTTPS_PROXY: CLOSED, ALL_PROXY: CLOSED, NO_PROXY: direct }),
    // Node 22.21 and 24 follow the proxy variables only when told.
    NODE_USE_ENV_PROXY: "1",
    [MARKER]: options.id,
  };
}

function bothCases(variables: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) => [
      [name, value],
      [name.toLowerCase(), value],
    ]),
  );
}
