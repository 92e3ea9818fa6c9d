import type { Rule } from "../../rule";
import { athenaResults } from "./athena-results";
import { backupVaultCmk } from "./backup-vault-cmk";
import { bucketCmk } from "./bucket-cmk";
import { bucketTlsOnly } from "./bucket-tls-only";
import { cacheCmk } from "./cache-cmk";
import { cacheTls } from "./cache-tls";
import { cdnOrigins } from "./cdn-origins";
import { cdnViewers } from "./cdn-viewers";
import { databaseCmk } from "./database-cmk";
import { databasePassword } from "./database-password";
import { databaseTls } from "./database-tls";
import { dynamodbCmk } from "./dynamodb-cmk";
import { fileSystemCmk } from "./file-system-cmk";
import { functionEnvironment } from "./function-environment";
import { glue } from "./glue";
import { kmsRotation } from "./kms-rotation";
import { logGroupCmk } from "./log-group-cmk";
import { messagesTlsOnly } from "./messages-tls-only";
import { queueCmk } from "./queue-cmk";
import { repositoryCmk } from "./repository-cmk";
import { searchDomain } from "./search-domain";
import { secretCmk } from "./secret-cmk";
import { stateBackend } from "./state-backend";
import { streamCmk } from "./stream-cmk";
import { topicCmk } from "./topic-cmk";
import { trailCmk } from "./trail-cmk";
import { volumeCmk } from "./volume-cmk";

/** The rules of the pack encryption. */
export const encryptionRules: readonly Rule[] = [
  athenaResults,
  backupVaultCmk,
  bucketCmk,
  bucketTlsOnly,
  cacheCmk,
  cacheTls,
  cdnOrigins,
  cdnViewers,
  databaseCmk,
  databasePassword,
  databaseTls,
  dynamodbCmk,
  fileSystemCmk,
  functionEnvironment,
  glue,
  kmsRotation,
  logGroupCmk,
  messagesTlsOnly,
  queueCmk,
  repositoryCmk,
  searchDomain,
  secretCmk,
  stateBackend,
  streamCmk,
  topicCmk,
  trailCmk,
  volumeCmk,
];
