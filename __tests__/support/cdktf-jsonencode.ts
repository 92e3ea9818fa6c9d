import { Fn, Token } from "cdktf";

/** cdktf's own, with the signature of ours: stands in for `src/core/synthesis/jsonencode`. */
export const jsonencode = (value: object): string => Token.asString(Fn.jsonencode(value));
