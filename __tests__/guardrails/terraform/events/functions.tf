module "intake" {
  source  = "./modules/function"
  name    = "intake-${var.stage}"
  key_arn = aws_kms_key.events.arn
  grants = [{
    actions   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
    resources = [aws_sqs_queue.orders.arn]
    }, {
    actions   = ["dynamodb:PutItem"]
    resources = [aws_dynamodb_table.orders.arn]
  }]
}

module "retry" {
  source   = "./modules/function"
  for_each = toset(var.retry_topics)
  name     = "retry-${each.key}-${var.stage}"
  key_arn  = aws_kms_key.events.arn
  grants = [{
    actions   = ["dynamodb:UpdateItem"]
    resources = [aws_dynamodb_table.orders.arn]
  }]
}

# The one that was made in a hurry: no key, no retention, and a policy in the role.
module "report" {
  source         = "./modules/function"
  name           = "report-${var.stage}"
  retention_days = 0 # fault: logging-log-group-retention at module.report.aws_cloudwatch_log_group.this
  # fault: encryption-log-group-cmk at module.report.aws_cloudwatch_log_group.this
  grants = [{
    actions   = ["dynamodb:Query"]
    resources = [aws_dynamodb_table.orders.arn]
  }]
}

# fault: least-privilege-inline-policies
resource "aws_iam_role_policy" "report" {
  name = "mail"
  role = module.report.role_name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["ses:SendEmail"]
      Resource = "arn:aws:ses:eu-west-1:${data.aws_caller_identity.current.account_id}:identity/reports.example.com"
    }]
  })
}

resource "aws_lambda_event_source_mapping" "intake" {
  event_source_arn = aws_sqs_queue.orders.arn
  function_name    = module.intake.function_arn
}
