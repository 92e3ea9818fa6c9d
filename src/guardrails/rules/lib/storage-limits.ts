/** Of encryption below the application, what PCI DSS says itself. */
export const BELOW_APPLICATION =
  "3.6.1 and 3.6.1.2 are about keys that protect stored account data: whether any is stored here is not seen. Encryption of whole volumes and services does not make PAN unreadable in the sense of 3.5.1 (3.5.1.2 says so of disks and, in its note, of all encryption that gives PAN in clear by itself while the system runs): whether PAN is encrypted, truncated or tokenized by the application is not seen. Nor is who may use the key in the account's own policies.";
