import { z } from "zod";

/** What the function's environment says. */
export interface Settings {
  readonly recordsTable: string;
  readonly checkpointsTable: string;
  readonly deadLetterQueueUrl: string;
  /** Days after which DynamoDB may delete an event. */
  readonly keepDays: number;
}

const environment = z.object({
  RECORDS_TABLE: z.string().min(1),
  CHECKPOINTS_TABLE: z.string().min(1),
  DEAD_LETTER_QUEUE_URL: z.url(),
  KEEP_DAYS: z.coerce.number().int().positive(),
});

/** @throws Error with every variable that is wrong */
export function settingsFrom(variables: NodeJS.ProcessEnv): Settings {
  const parsed = environment.safeParse(variables);
  if (!parsed.success) throw new Error(`the environment is incomplete: ${z.prettifyError(parsed.error)}`);
  const { RECORDS_TABLE, CHECKPOINTS_TABLE, DEAD_LETTER_QUEUE_URL, KEEP_DAYS } = parsed.data;
  return {
    recordsTable: RECORDS_TABLE,
    checkpointsTable: CHECKPOINTS_TABLE,
    deadLetterQueueUrl: DEAD_LETTER_QUEUE_URL,
    keepDays: KEEP_DAYS,
  };
}
