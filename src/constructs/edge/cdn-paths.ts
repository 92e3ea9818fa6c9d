/** Which paths hold which kind of file; all other paths are `others`. */
export interface CdnPaths {
  /** Files with a hash of their content in their names, e.g. what a bundler writes to `/assets/`. */
  readonly hashed: readonly string[];
  /** HTML. */
  readonly pages: readonly string[];
}

/** The page that viewers see if an object does not exist. */
export interface ErrorPage {
  readonly path: string;
  /** 404; or 200 for an application that knows its own paths. */
  readonly status: 200 | 404;
}

/** API reference, CacheBehavior: PathPattern. */
const PATTERN = /^[A-Za-z0-9_\-.*$/~"'@:+&?]{1,255}$/;
/** Cache behaviors of a distribution, the default one among them (CloudFront quotas). */
const MAX_BEHAVIORS = 75;

/** All problems of the paths of a distribution. */
export function pathsProblems({ hashed, pages }: CdnPaths, { path }: ErrorPage): string[] {
  const patterns = [...hashed, ...pages];
  const problems = [...new Set(patterns)].flatMap((pattern) => {
    const found: string[] = [];
    if (!PATTERN.test(pattern)) {
      found.push(
        `path "${pattern}" is not allowed: 1 to 255 letters, digits and _ - . * $ / ~ " ' @ : + & ?`,
      );
    }
    if (patterns.indexOf(pattern) !== patterns.lastIndexOf(pattern)) {
      found.push(`path "${pattern}" stands twice: the first behaviour would always win`);
    }
    return found;
  });
  if (patterns.length >= MAX_BEHAVIORS) {
    problems.push(
      `${patterns.length} paths are not allowed: ${MAX_BEHAVIORS - 1}, since a distribution has ${MAX_BEHAVIORS} behaviours`,
    );
  }
  if (!path.startsWith("/")) problems.push(`error page "${path}" is not allowed: it begins with /`);
  return problems;
}
