/** The exit codes of all commands. `plinth local` ends with the code of its command. */
export const EXIT = {
  /** The work is done; a check found nothing. */
  done: 0,
  /** A check found something (violations, drift, orphans, a lock), or the work failed (a deploy, a proof). */
  found: 1,
  /** Wrong usage, wrong settings, a missing tool or an unreadable file: the command could not do its work. */
  refused: 2,
  /** A signal ended the command. */
  interrupted: 130,
} as const;

export const EXIT_CODES_HELP = `
Exit codes:
  0    done; a check found nothing
  1    a check found something, or the work failed
  2    wrong usage or settings, or a tool or file is missing
  130  interrupted
`;
