"""moto's server with the AWS behaviour that it lacks, for Terraform on loopback."""

MOTO_VERSION = "5.2.5"
"""The only version of moto that the additions fit."""

ACCOUNT = "123456789012"
"""The account that every credential belongs to."""
