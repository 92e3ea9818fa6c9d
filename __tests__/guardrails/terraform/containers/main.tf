# Reports are made by containers from what lies in buckets; both come from modules with for_each.
# unseen: encryption-state-backend at terraform
terraform {
  required_version = ">= 1.5"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }
}

provider "aws" {
  region = "us-east-1"
}

variable "environment" {
  type    = string
  default = "prod"
}

variable "vpc_id" {
  type    = string
  default = "vpc-0123456789abcdef0"
}

variable "subnet_ids" {
  type    = list(string)
  default = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
}

data "aws_iam_policy_document" "key" {
  statement {
    sid       = "Account"
    actions   = ["kms:*"]
    resources = ["*"]
    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::123456789012:root"]
    }
  }
}

resource "aws_kms_key" "data" {
  description         = "Reports and what they are made of"
  enable_key_rotation = true
  policy              = data.aws_iam_policy_document.key.json
}

locals {
  buckets = {
    raw     = {}
    reports = {}
    exports = { tls_only = false }     # fault: encryption-bucket-tls-only at module.bucket["exports"].aws_s3_bucket.this
    scratch = { private = false }      # fault: network-exposure-bucket-public-access at module.bucket["scratch"].aws_s3_bucket.this
    inbox   = { algorithm = "AES256" } # fault: encryption-bucket-cmk at module.bucket["inbox"].aws_s3_bucket.this
  }
  services = {
    renderer = { reads = ["raw"], writes = ["reports"] }
    exporter = { reads = ["reports"], writes = ["exports"], public = true } # fault: network-exposure-public-ip at module.service["exporter"].aws_ecs_service.this
  }
}

module "logs" {
  source      = "./modules/bucket"
  name        = "access-logs-${var.environment}"
  access_logs = true
  algorithm   = "AES256"
}

module "bucket" {
  source     = "./modules/bucket"
  for_each   = local.buckets
  name       = "${each.key}-${var.environment}"
  key_arn    = lookup(each.value, "algorithm", "aws:kms") == "aws:kms" ? aws_kms_key.data.arn : null
  algorithm  = lookup(each.value, "algorithm", "aws:kms")
  tls_only   = lookup(each.value, "tls_only", true)
  private    = lookup(each.value, "private", true)
  log_bucket = module.logs.id
}

resource "aws_ecs_cluster" "main" {
  name = "reports-${var.environment}"

  setting {
    name  = "containerInsights"
    value = "enabled"
  }
}

# Whose subnets these are, and what the names in a for expression come to, is known after the apply.
# unseen: network-exposure-compute-subnets at module.service["renderer"].aws_ecs_service.this
# unseen: network-exposure-compute-subnets at module.service["exporter"].aws_ecs_service.this
# unseen: least-privilege-wildcard-resources at module.service["renderer"].aws_iam_policy.this["execution"]
# unseen: least-privilege-wildcard-resources at module.service["renderer"].aws_iam_policy.this["task"]
# unseen: least-privilege-wildcard-resources at module.service["exporter"].aws_iam_policy.this["execution"]
# unseen: least-privilege-wildcard-resources at module.service["exporter"].aws_iam_policy.this["task"]
module "service" {
  source     = "./modules/service"
  for_each   = local.services
  name       = "${each.key}-${var.environment}"
  cluster    = aws_ecs_cluster.main.id
  vpc_id     = var.vpc_id
  subnet_ids = var.subnet_ids
  key_arn    = aws_kms_key.data.arn
  public     = lookup(each.value, "public", false)
  reads      = [for name in each.value.reads : module.bucket[name].arn]
  writes     = [for name in each.value.writes : module.bucket[name].arn]
}
