const { default: Sequencer } = require("@jest/test-sequencer");

/** What takes minutes, the longest first: a worker that began one at the end would be waited for alone. */
const LONG = [
  "cloud/proofs/loan-processing",
  "cloud/proofs/analytics-platform",
  "loan-processing/variations",
  "loan-processing/existing-vpc",
  "faults/interrupted",
  "cloud/proofs/state-backend",
  "faults/state",
  "local-cloud/emulator",
];

/** Jest's own order is by what each file took the last time, which a fresh clone does not know. */
module.exports = class LongestFirst extends Sequencer {
  async sort(tests) {
    const rank = ({ path }) => {
      const index = LONG.findIndex((part) => path.includes(part));
      return index < 0 ? LONG.length : index;
    };
    return [...(await super.sort(tests))].sort((one, other) => rank(one) - rank(other));
  }
};
