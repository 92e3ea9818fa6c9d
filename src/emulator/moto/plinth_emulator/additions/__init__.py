"""What moto lacks, a module per AWS service. Importing one extends moto."""

from __future__ import annotations

from importlib import import_module

NAMES = [
    "acm",
    "applicationautoscaling",
    "athena",
    "awslambda",
    "backup",
    "cloudfront",
    "cloudtrail",
    "cloudwatch",
    "codedeploy",
    "ec2",
    "ecs",
    "elasticache",
    "glue",
    "kinesis",
    "kms",
    "logs",
    "rds",
    "route53",
    "s3",
    "secretsmanager",
    "servicediscovery",
    "sqs",
]

ADDITIONS = [(name, import_module(f"{__name__}.{name}")) for name in NAMES]
"""Name and module of each addition, in the order in which they were applied."""
