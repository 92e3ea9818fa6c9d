import { setTimeout as delay } from "node:timers/promises";

/** Milliseconds between two looks: what is waited for is behind an API that tells nothing by itself. */
const INTERVAL = 100;

/**
 * Looks until `look` finds something (anything but undefined), and gives it.
 * @throws Error after so many milliseconds, with what `progress` then says
 */
export async function eventually<T>(
  look: () => Promise<T | undefined>,
  { within, progress }: { readonly within: number; readonly progress: () => string },
): Promise<T> {
  const deadline = Date.now() + within;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`not within ${within / 1000} s: ${progress()}`);
    await delay(INTERVAL);
  }
}
