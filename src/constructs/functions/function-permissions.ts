import { type Construct } from "constructs";
import { SystemStack } from "../../core/system-stack";
import { type Key } from "../encryption/key";
import { type Statement } from "../identity/policy-document";

const NETWORK_INTERFACES = [
  "ec2:AssignPrivateIpAddresses",
  "ec2:CreateNetworkInterface",
  "ec2:DeleteNetworkInterface",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribeSubnets",
  "ec2:UnassignPrivateIpAddresses",
];

/** What Lambda does for a function with the function's own role: in a VPC, traced, with a CMK. */
export function functionStatements(scope: Construct, functionName: string, key: Key): Statement[] {
  const stack = SystemStack.of(scope);
  const arn = `arn:${stack.partition}:lambda:${stack.region}:${stack.accountId}:function:${functionName}`;
  return [
    {
      sid: "AttachToVpc",
      usedBy: "aws",
      actions: NETWORK_INTERFACES,
      resources: ["*"],
      wildcardReason:
        "Lambda refuses a role that may not do this everywhere (developer guide, VPC access); its code may nowhere, by DenyAttachToCode",
    },
    {
      // Lambda makes the interfaces, not the code (developer guide, "Giving functions access to a VPC").
      sid: "DenyAttachToCode",
      effect: "Deny",
      actions: NETWORK_INTERFACES,
      resources: ["*"],
      conditions: [{ test: "ArnEquals", variable: "lambda:SourceFunctionArn", values: [arn] }],
    },
    {
      sid: "Trace",
      usedBy: "aws",
      actions: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"],
      resources: ["*"],
      wildcardReason: "X-Ray's writes know no resource (Service Authorization Reference, AWS X-Ray)",
    },
    {
      sid: "DecryptEnvironment",
      actions: ["kms:Decrypt"],
      resources: [key.arn],
      conditions: [
        {
          test: "StringEquals",
          variable: "kms:ViaService",
          values: [`lambda.${stack.region}.amazonaws.com`],
        },
      ],
    },
  ];
}
