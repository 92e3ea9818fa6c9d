/** cdktf's register of tokens, which is not public. It keeps every token, and so every stack, until the process ends. */
interface TokenRegister {
  readonly stringTokenMap?: unknown;
  readonly numberTokenMap?: unknown;
}

/**
 * Marks the tokens that are registered now.
 * @returns a function that removes all later tokens from cdktf's register. If cdktf moves the register, it does nothing
 * and an app of many stacks needs more memory.
 */
export function markTokens(): () => void {
  const before = tokenMaps().map(({ size }) => size);
  return () => {
    // A map lists its keys in the order in which they were added.
    for (const [index, map] of tokenMaps().entries()) {
      for (const key of [...map.keys()].slice(before[index] ?? 0)) map.delete(key);
    }
  };
}

function tokenMaps(): Map<unknown, unknown>[] {
  const register = (Reflect.get(globalThis, "__cdktfTokenMap") ?? {}) as TokenRegister;
  return [register.stringTokenMap, register.numberTokenMap].filter((map) => map instanceof Map);
}
