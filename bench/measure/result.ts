import { type Figure } from "./rounds";

/** A line of the table: what was measured, against what, and whether it is as it should be. */
export interface Result {
  readonly what: string;
  readonly against: string;
  /** As it is written: "2.1 x", "180 MB". */
  readonly minimum: string;
  readonly median: string;
  /** What it should be, and whether it is; nothing where a figure is only shown. */
  readonly target?: { readonly text: string; readonly holds: boolean };
  /** ms or MB behind it, for orientation. */
  readonly behind: string;
}

/** How many times as long as `floor` something takes: by the minimum it is judged. */
export function ratio(
  what: string,
  against: string,
  [one, other]: readonly [Figure, Figure],
  target?: { readonly text: string; readonly atMost: number },
): Result {
  const value = one.min / other.min;
  return {
    what,
    against,
    minimum: times(value),
    median: times(one.median / other.median),
    ...(target && { target: { text: target.text, holds: value <= target.atMost } }),
    behind: `${milliseconds(one)} against ${milliseconds(other)}`,
  };
}

export const times = (value: number): string => `${value.toPrecision(value < 10 ? 2 : 3)} x`;
export const percent = (value: number): string => `${(value * 100).toFixed(0)} %`;
const milliseconds = ({ min, cpu }: Figure): string =>
  `${min.toFixed(0)} ms${Number.isNaN(cpu) ? "" : ` (CPU ${cpu.toFixed(0)})`}`;
