/** The systems of the demo, each with its region and the domain name of its certificate. */
export const DEMO_SYSTEMS: Readonly<
  Record<string, { readonly region: string; readonly domainName: string }>
> = {
  "loan-processing": { region: "us-east-1", domainName: "loans.example.com" },
  "analytics-platform": { region: "us-east-2", domainName: "analytics.example.com" },
};
