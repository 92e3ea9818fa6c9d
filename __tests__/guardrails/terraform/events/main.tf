# Orders come in as events: functions, queues and a table, the functions by a module of one's own.
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
  region = "eu-west-1"
}

data "aws_caller_identity" "current" {}

variable "stage" {
  type    = string
  default = "test"
}

variable "retry_topics" {
  type    = list(string)
  default = ["payments", "refunds"]
}

resource "aws_kms_key" "events" {
  description         = "Events and what is made of them"
  enable_key_rotation = true
}

resource "aws_sqs_queue" "orders" {
  name              = "orders-${var.stage}"
  kms_master_key_id = aws_kms_key.events.id
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead.arn
    maxReceiveCount     = 5
  })
}

# fault: naming-environment-suffix
resource "aws_sqs_queue" "dead" {
  name              = "orders-dead"
  kms_master_key_id = aws_kms_key.events.id
}

# A plan shows of a jsonencode() with unknown parts only what it refers to.
# unseen: encryption-messages-tls-only at aws_sqs_queue.dead
# unseen: encryption-messages-tls-only at aws_sqs_queue.orders
# unseen: least-privilege-public-policies at aws_sqs_queue_policy.tls["dead"]
# unseen: least-privilege-public-policies at aws_sqs_queue_policy.tls["orders"]
resource "aws_sqs_queue_policy" "tls" {
  for_each  = { orders = aws_sqs_queue.orders, dead = aws_sqs_queue.dead }
  queue_url = each.value.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = each.value.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })
}

resource "aws_dynamodb_table" "orders" {
  name         = "orders-${var.stage}"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  dynamic "attribute" {
    for_each = ["id", "customer"]
    content {
      name = attribute.value
      type = "S"
    }
  }

  global_secondary_index {
    name            = "by-customer"
    hash_key        = "customer"
    projection_type = "ALL"
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = aws_kms_key.events.arn
  }

  point_in_time_recovery {
    enabled = true
  }
}

# AWS's own key: nobody here decides who may use it.
# fault: encryption-dynamodb-cmk
resource "aws_dynamodb_table" "idempotency" {
  name         = "idempotency-${var.stage}"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }

  point_in_time_recovery {
    enabled = true
  }
}
