import type { Rule } from "../../rule";
import { bucketPublicAccess } from "./bucket-public-access";
import { cdnOriginAccess } from "./cdn-origin-access";
import { cdnWaf } from "./cdn-waf";
import { computeSubnets } from "./compute-subnets";
import { defaultSecurityGroup } from "./default-security-group";
import { functionPublic } from "./function-public";
import { imdsv2 } from "./imdsv2";
import { listenerRedirect } from "./listener-redirect";
import { listenerTlsPolicy } from "./listener-tls-policy";
import { loadBalancerHeaders } from "./load-balancer-headers";
import { loadBalancerWaf } from "./load-balancer-waf";
import { naclAdminPorts } from "./nacl-admin-ports";
import { publicDatabase } from "./public-database";
import { publicIp } from "./public-ip";
import { searchDomainVpc } from "./search-domain-vpc";
import { securityGroupEgress } from "./security-group-egress";
import { securityGroupIngress } from "./security-group-ingress";
import { subnetPublicIp } from "./subnet-public-ip";

/** The rules of the pack network-exposure. */
export const networkExposureRules: readonly Rule[] = [
  bucketPublicAccess,
  cdnOriginAccess,
  cdnWaf,
  computeSubnets,
  defaultSecurityGroup,
  functionPublic,
  imdsv2,
  listenerRedirect,
  listenerTlsPolicy,
  loadBalancerHeaders,
  loadBalancerWaf,
  naclAdminPorts,
  publicDatabase,
  publicIp,
  searchDomainVpc,
  securityGroupEgress,
  securityGroupIngress,
  subnetPublicIp,
];
