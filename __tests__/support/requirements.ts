/** A system that is not begun: none of its rows has a test. */
export const NOT_BEGUN = "not begun";

/**
 * Requirements that are not built yet. A row leaves this list with its first test, and never comes back: a row that loses
 * its tests fails here.
 */
export const NOT_BUILT: Readonly<Record<string, readonly string[] | typeof NOT_BEGUN>> = {
  "loan-processing": [
    ...["LP-18", "LP-36", "LP-43", "LP-65", "LP-76"],
    // Plain HCL.
    "LP-75",
  ],
  "analytics-platform": ["FA-13", "FA-64", "FA-72"],
  "ha-transactions": NOT_BEGUN,
  "loan-management": NOT_BEGUN,
  "transaction-web": NOT_BEGUN,
};
