import type { Configuration } from "../../model/configuration";

/** The function, asked once of each thing: for what several rules ask, or one rule of many resources. */
export function remembered<Of extends object, Answer>(find: (of: Of) => Answer): (of: Of) => Answer {
  const known = new WeakMap<Of, { readonly answer: Answer }>();
  return (of) => {
    let found = known.get(of);
    if (found === undefined) known.set(of, (found = { answer: find(of) }));
    return found.answer;
  };
}

/** The same for what a configuration says of a thing. */
export function rememberedIn<Of extends object, Answer>(
  find: (of: Of, configuration: Configuration) => Answer,
): (of: Of, configuration: Configuration) => Answer {
  const within = remembered((configuration: Configuration) =>
    remembered((of: Of) => find(of, configuration)),
  );
  return (of, configuration) => within(configuration)(of);
}
