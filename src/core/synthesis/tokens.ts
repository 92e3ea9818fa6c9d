/** What cdktf registers tokens in, for as long as the process lives; no public part of it. */
interface Register {
  readonly stringTokenMap?: unknown;
  readonly numberTokenMap?: unknown;
}

/**
 * Does something that registers tokens.
 * @returns forgets them. cdktf's register is global and holds each for good, and by it the construct that it stands for
 * and the whole stack above. Where it is no longer found, only memory is lost.
 */
export function registering(act: () => void): () => void {
  const before = maps().map(({ size }) => size);
  act();
  // In the order in which they were registered.
  const added = maps().map((map, index) => ({ map, keys: [...map.keys()].slice(before[index] ?? 0) }));
  return () => {
    for (const { map, keys } of added) for (const key of keys) map.delete(key);
  };
}

/** What is registered under the key of an encoded text, if the register is found. */
export function registered(key: string): unknown {
  const { stringTokenMap } = register();
  return stringTokenMap instanceof Map ? stringTokenMap.get(key) : undefined;
}

const register = (): Register => (Reflect.get(globalThis, "__cdktfTokenMap") ?? {}) as Register;

function maps(): Map<unknown, unknown>[] {
  const { stringTokenMap, numberTokenMap } = register();
  return [stringTokenMap, numberTokenMap].filter((map) => map instanceof Map);
}
