/** Lets at most so many run at the same time; the others wait in the order in which they came. */
export class Limit {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly most: number) {}

  /** Runs `work` when there is room, and gives what it gives. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= this.most) {
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    } else {
      this.running += 1;
    }
    try {
      return await work();
    } finally {
      // The place goes to the one that waits, so that nobody can come in between.
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}

/**
 * How many Terraform runs with the AWS provider, at 1 GiB and a core each, may go on at once:
 * 1, or 2 if `PLINTH_TERRAFORM_RUNS` says so.
 */
export const providerRuns = new Limit(1 + Number(process.env["PLINTH_TERRAFORM_RUNS"] === "2"));
