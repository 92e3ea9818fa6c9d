// cdktf notes the stack trace of every token, a quarter of the whole time; nothing reads them.
/** @type {import("esbuild").Plugin} */
export const withoutTraces = {
  name: "without-token-stack-traces",
  setup: ({ onLoad }) =>
    onLoad({ filter: /cdktf[/\\]lib[/\\]tokens[/\\]private[/\\]stack-trace\.js$/ }, () => ({
      contents: "exports.captureStackTrace = () => [];",
    })),
};
