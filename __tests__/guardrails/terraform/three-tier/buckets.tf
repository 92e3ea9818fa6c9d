resource "aws_s3_bucket" "logs" {
  bucket_prefix = "${local.name}-logs-"
}

# fault: encryption-bucket-cmk, logging-bucket-access-logs
resource "aws_s3_bucket" "uploads" {
  bucket_prefix = "${local.name}-uploads-"
}

resource "aws_s3_bucket_public_access_block" "this" {
  for_each                = { logs = aws_s3_bucket.logs.id, uploads = aws_s3_bucket.uploads.id }
  bucket                  = each.value
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  for_each = { logs = aws_s3_bucket.logs.id, uploads = aws_s3_bucket.uploads.id }
  bucket   = each.value

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

# A plan shows of a jsonencode() with unknown parts only what it refers to.
# unseen: encryption-bucket-tls-only at aws_s3_bucket.logs
# unseen: encryption-bucket-tls-only at aws_s3_bucket.uploads
resource "aws_s3_bucket_policy" "tls" {
  for_each = { logs = aws_s3_bucket.logs, uploads = aws_s3_bucket.uploads }
  bucket   = each.value.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "TlsOnly"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = [each.value.arn, "${each.value.arn}/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })
}
