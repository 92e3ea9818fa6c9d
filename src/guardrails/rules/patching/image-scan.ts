import type { Rule } from "../../rule";
import { compliant, pciDss, securityHub } from "../../rule";
import { needs } from "../lib/expect";

/** Images are scanned when they come. */
export const imageScan: Rule = {
  id: "patching-image-scan",
  title: "Image repositories scan on push",
  pack: "patching",
  controls: [...securityHub("ECR.1"), ...pciDss("6.3.1")],
  shows: "Images are compared with known vulnerabilities when they are pushed.",
  limits:
    "Where the registry scans (ENHANCED), whether its filters take this repository is not seen. That findings are ranked and mended (6.3.3) is not seen; nor are images from elsewhere.",
  rationale: "What is known to be broken should be known before it runs.",
  remedy: "set image_scanning_configuration.scan_on_push to true",
  types: ["aws_ecr_repository"],
  check: (repository, configuration) => {
    // A registry that scans continuously does so for all of its repositories.
    const registry = configuration
      .resourcesOfType("aws_ecr_registry_scanning_configuration")
      .some((one) => one.text("scan_type") === "ENHANCED");
    return registry
      ? compliant()
      : needs(repository, "image_scanning_configuration.scan_on_push", true, false);
  },
};
