import type { Rule } from "../../rule";
import { bucketOldVersions } from "./bucket-old-versions";
import { bucketUploads } from "./bucket-uploads";
import { repositoryImages } from "./repository-images";
import { tableCapacity } from "./table-capacity";
import { volumeType } from "./volume-type";

/** The rules of the pack cost. */
export const costRules: readonly Rule[] = [
  bucketOldVersions,
  bucketUploads,
  repositoryImages,
  tableCapacity,
  volumeType,
];
