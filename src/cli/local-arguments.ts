/** What `npm run local` tells those who call it wrongly. */
export const USAGE = `Usage: npm run local -- [--port N] COMMAND [ARGUMENT ...]

Runs a command against an emulated AWS on loopback, and ends the emulator with it:
  npm run local -- npx cdktf deploy loan-processing --auto-approve
  npm run local -- terraform apply
  npm run local -- bash                 a shell inside, to look around

  --port N    listen on this port instead of a free one (also PLINTH_LOCAL_CLOUD_PORT)

Other settings, from the environment:
  PLINTH_PYTHON            Python 3.10 or later, for the emulator
  PLINTH_TERRAFORM         Terraform 1.5.0 or later
  PLINTH_PROVIDER_MIRROR   a folder of Terraform providers (terraform providers mirror)
  PLINTH_LOCAL_CLOUD_HOME  where the emulator is installed and logs are kept (.local-cloud)
`;

/** A command line that has been understood. */
export interface Asked {
  readonly port?: number;
  readonly command: string;
  readonly args: readonly string[];
}

/** Reads the command line: our own options end where the command begins. */
export function parseArguments(argv: readonly string[]): Asked | { readonly problem: string } {
  let rest = [...argv];
  let port: number | undefined;
  while (rest[0]?.startsWith("-")) {
    const [option, value] = (rest[0].includes("=") ? rest[0].split("=", 2) : rest) as [string, string?];
    if (option === "--") {
      rest = rest.slice(1);
      break;
    }
    if (option !== "--port")
      return { problem: `Unknown option ${option}; options of the command follow it.` };
    port = Number(value);
    if (!value || !Number.isInteger(port) || port < 0 || port > 65535) {
      return { problem: `--port ${value ?? ""} must be a whole number from 0 (any free one) to 65535.` };
    }
    rest = rest.slice(rest[0].includes("=") ? 1 : 2);
  }
  const [command, ...args] = rest;
  if (!command) return { problem: "No command to run." };
  return { ...(port === undefined ? {} : { port }), command, args };
}
