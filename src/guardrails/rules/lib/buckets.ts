import type { Configuration } from "../../model/configuration";
import type { Resource } from "../../model/resource";

export const LOAD_BALANCERS = ["aws_lb", "aws_alb"];

/** The addresses of what delivers load balancer or server access logs to a bucket: AWS does so to SSE-S3 only. */
export function accessLogWriters(bucket: Resource, configuration: Configuration): string[] {
  const from = (types: readonly string[], path: string): string[] =>
    configuration
      .referring(bucket, path)
      .filter(({ type }) => types.includes(type))
      .map(({ address }) => address);
  return [
    ...from([...LOAD_BALANCERS, "aws_elb"], "access_logs.bucket"),
    ...from(LOAD_BALANCERS, "connection_logs.bucket"),
    ...from(["aws_s3_bucket_logging"], "target_bucket"),
    ...from(["aws_s3_bucket"], "logging.target_bucket"),
  ];
}
