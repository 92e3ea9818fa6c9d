variable "name" { type = string }
variable "cluster" { type = string }
variable "vpc_id" { type = string }
variable "subnet_ids" { type = list(string) }
variable "key_arn" { type = string }
variable "public" { type = bool }
variable "reads" { type = list(string) }
variable "writes" { type = list(string) }

resource "aws_cloudwatch_log_group" "this" {
  name              = "/reports/${var.name}"
  retention_in_days = 400
  kms_key_id        = var.key_arn
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = ["123456789012"]
    }
  }
}

resource "aws_iam_role" "execution" {
  name               = "${var.name}-execution"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role" "task" {
  name               = "${var.name}-task"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

data "aws_iam_policy_document" "execution" {
  statement {
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.this.arn}:*"]
  }
}

data "aws_iam_policy_document" "task" {
  statement {
    sid       = "Read"
    actions   = ["s3:GetObject"]
    resources = [for arn in var.reads : "${arn}/*"]
  }

  statement {
    sid       = "Write"
    actions   = ["s3:PutObject"]
    resources = [for arn in var.writes : "${arn}/*"]
  }
}

resource "aws_iam_policy" "this" {
  for_each = {
    execution = data.aws_iam_policy_document.execution.json
    task      = data.aws_iam_policy_document.task.json
  }
  name   = "${var.name}-${each.key}"
  policy = each.value
}

resource "aws_iam_role_policy_attachment" "this" {
  for_each   = { execution = aws_iam_role.execution.name, task = aws_iam_role.task.name }
  role       = each.value
  policy_arn = aws_iam_policy.this[each.key].arn
}

resource "aws_security_group" "this" {
  name        = var.name
  description = "Nobody calls it"
  vpc_id      = var.vpc_id
}

resource "aws_ecs_task_definition" "this" {
  family                   = var.name
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 512
  memory                   = 1024
  execution_role_arn       = aws_iam_role.execution.arn
  task_role_arn            = aws_iam_role.task.arn

  container_definitions = jsonencode([{
    name                   = "main"
    image                  = "123456789012.dkr.ecr.us-east-1.amazonaws.com/reports@sha256:0f3b5a1de1a4b4cdc5ac1b2ff1d5f5f6fd4b4e2a4cdb4e32b4c9d1e5a6b7c8d9"
    essential              = true
    readonlyRootFilesystem = true
    user                   = "1000"
    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-group         = aws_cloudwatch_log_group.this.name
        awslogs-region        = "us-east-1"
        awslogs-stream-prefix = "main"
      }
    }
  }])
}

resource "aws_ecs_service" "this" {
  name             = var.name
  cluster          = var.cluster
  task_definition  = aws_ecs_task_definition.this.arn
  desired_count    = 2
  launch_type      = "FARGATE"
  platform_version = "LATEST"

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  network_configuration {
    subnets          = var.subnet_ids
    security_groups  = [aws_security_group.this.id]
    assign_public_ip = var.public
  }
}
