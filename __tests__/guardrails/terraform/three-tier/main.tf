# A web shop of three tiers, as somebody would write it who has never heard of Plinth.
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
  region = var.region
  default_tags {
    tags = { Project = "shop", Environment = var.environment }
  }
}

data "aws_availability_zones" "available" {
  state = "available"
}

locals {
  name  = "shop-${var.environment}"
  zones = slice(data.aws_availability_zones.available.names, 0, var.zones)
  subnets = {
    for pair in setproduct(["public", "app", "data"], range(var.zones)) :
    "${pair[0]}-${pair[1]}" => {
      tier = pair[0]
      zone = local.zones[pair[1]]
      cidr = cidrsubnet(var.cidr, 8, index(["public", "app", "data"], pair[0]) * 10 + pair[1])
    }
  }
  of_tier = { for tier in ["public", "app", "data"] : tier => [
    for key, subnet in aws_subnet.this : subnet.id if startswith(key, tier)
  ] }
}
