/** Of encryption below the application, what PCI DSS says itself. */
export const BELOW_APPLICATION =
  "Encryption of whole volumes and services does not make PAN unreadable in the sense of 3.5.1 (3.5.1.2 says so of disks): whether PAN is encrypted, truncated or tokenized by the application is not seen. Nor is who may use the key in the account's own policies.";
