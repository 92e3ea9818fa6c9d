resource "aws_kms_key" "data" {
  description         = "The shop's data"
  enable_key_rotation = true
}

# fault: encryption-kms-rotation
resource "aws_kms_key" "logs" {
  description = "The shop's logs"
}

resource "aws_db_subnet_group" "main" {
  name       = local.name
  subnet_ids = local.of_tier["data"]
}

resource "aws_db_parameter_group" "main" {
  name   = local.name
  family = "postgres16"

  parameter {
    name  = "rds.force_ssl"
    value = "1"
  }
}

locals {
  databases = {
    orders  = { public = false }
    reports = { public = true } # fault: network-exposure-public-database at aws_db_instance.main["reports"]
  }
}

resource "aws_db_instance" "main" {
  for_each = local.databases

  identifier                          = "${local.name}-${each.key}"
  engine                              = "postgres"
  engine_version                      = "16"
  instance_class                      = "db.t3.medium"
  allocated_storage                   = 50
  db_name                             = each.key
  username                            = "shop"
  manage_master_user_password         = true
  master_user_secret_kms_key_id       = aws_kms_key.data.arn
  db_subnet_group_name                = aws_db_subnet_group.main.name
  parameter_group_name                = aws_db_parameter_group.main.name
  vpc_security_group_ids              = [aws_security_group.tier["data"].id]
  publicly_accessible                 = each.value.public
  storage_encrypted                   = true
  kms_key_id                          = aws_kms_key.data.arn
  multi_az                            = true
  backup_retention_period             = 7
  iam_database_authentication_enabled = true
  enabled_cloudwatch_logs_exports     = ["postgresql"]
  skip_final_snapshot                 = true
}

resource "aws_cloudwatch_log_group" "app" {
  for_each          = var.log_groups
  name              = "/${local.name}/${each.key}"
  retention_in_days = each.value.days                                    # fault: logging-log-group-retention at aws_cloudwatch_log_group.app["debug"]
  kms_key_id        = each.value.encrypted ? aws_kms_key.logs.arn : null # fault: encryption-log-group-cmk at aws_cloudwatch_log_group.app["jobs"]
}
