import { forwardSignals } from "../process/signals";
import { type LocalCloud, startLocalCloud } from "../emulator/server";
import { findTerraform } from "../terraform/executable";

/** The work was ended from outside. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
}

/**
 * Starts a local cloud, works in it and stops it, whatever happens. A signal to this process goes to
 * the command that runs inside, whose end is waited for.
 * @throws Interrupted if a signal came
 * @throws LocalCloudError if Terraform, Python or the provider is missing, or the port is taken
 */
export async function inLocalCloud<T>(work: (cloud: LocalCloud) => Promise<T>): Promise<T> {
  const signals = forwardSignals();
  let cloud: LocalCloud | undefined;
  try {
    await findTerraform(process.env);
    cloud = await startLocalCloud({ signal: signals.interrupted });
    signals.to(cloud);
    return await work(cloud);
  } catch (error) {
    if (signals.interrupted.aborted)
      throw new Interrupted("Interrupted: the local cloud is stopped.", { cause: error });
    throw error;
  } finally {
    await cloud?.stop();
    signals.release();
  }
}
