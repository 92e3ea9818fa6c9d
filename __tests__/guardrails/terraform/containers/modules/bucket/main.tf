variable "name" { type = string }

variable "key_arn" {
  type    = string
  default = null
}

variable "algorithm" {
  type    = string
  default = "aws:kms"
}

variable "tls_only" {
  type    = bool
  default = true
}

variable "private" {
  type    = bool
  default = true
}

variable "access_logs" {
  description = "Whether this is where the others write their access logs"
  type        = bool
  default     = false
}

variable "log_bucket" {
  type    = string
  default = null
}

resource "aws_s3_bucket" "this" {
  bucket = var.name
}

resource "aws_s3_bucket_versioning" "this" {
  bucket = aws_s3_bucket.this.id
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  bucket = aws_s3_bucket.this.id

  rule {
    bucket_key_enabled = var.algorithm == "aws:kms"
    apply_server_side_encryption_by_default {
      sse_algorithm     = var.algorithm
      kms_master_key_id = var.key_arn
    }
  }
}

resource "aws_s3_bucket_public_access_block" "this" {
  count                   = var.private ? 1 : 0
  bucket                  = aws_s3_bucket.this.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_logging" "this" {
  count         = var.access_logs ? 0 : 1
  bucket        = aws_s3_bucket.this.id
  target_bucket = var.log_bucket
  target_prefix = "${var.name}/"
}

data "aws_iam_policy_document" "this" {
  dynamic "statement" {
    for_each = var.tls_only ? ["TlsOnly"] : []
    content {
      sid       = statement.value
      effect    = "Deny"
      actions   = ["s3:*"]
      resources = ["arn:aws:s3:::${var.name}", "arn:aws:s3:::${var.name}/*"]
      principals {
        type        = "*"
        identifiers = ["*"]
      }
      condition {
        test     = "Bool"
        variable = "aws:SecureTransport"
        values   = ["false"]
      }
    }
  }

  dynamic "statement" {
    for_each = var.access_logs ? ["LogDelivery"] : []
    content {
      sid       = statement.value
      actions   = ["s3:PutObject"]
      resources = ["arn:aws:s3:::${var.name}/*"]
      principals {
        type        = "Service"
        identifiers = ["logging.s3.amazonaws.com"]
      }
      condition {
        test     = "StringEquals"
        variable = "aws:SourceAccount"
        values   = ["123456789012"]
      }
    }
  }
}

resource "aws_s3_bucket_policy" "this" {
  count  = var.tls_only || var.access_logs ? 1 : 0
  bucket = aws_s3_bucket.this.id
  policy = data.aws_iam_policy_document.this.json
}

output "id" {
  value = aws_s3_bucket.this.id
}

output "arn" {
  value = aws_s3_bucket.this.arn
}
