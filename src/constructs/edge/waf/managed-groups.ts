/**
 * AWS's managed rule groups that come without a fee of their own, and what each takes of an ACL's
 * capacity, in WCUs (AWS WAF developer guide, "AWS Managed Rules rule groups list").
 */
export const MANAGED_GROUPS = {
  AWSManagedRulesCommonRuleSet: 700, // OWASP Top 10, cross-site scripting among them
  AWSManagedRulesAdminProtectionRuleSet: 100,
  AWSManagedRulesKnownBadInputsRuleSet: 200,
  AWSManagedRulesSQLiRuleSet: 200,
  AWSManagedRulesLinuxRuleSet: 200,
  AWSManagedRulesUnixRuleSet: 100,
  AWSManagedRulesWindowsRuleSet: 200,
  AWSManagedRulesPHPRuleSet: 100,
  AWSManagedRulesWordPressRuleSet: 100,
  AWSManagedRulesAmazonIpReputationList: 25,
  AWSManagedRulesAnonymousIpList: 50,
} as const;

export type ManagedGroup = keyof typeof MANAGED_GROUPS;
