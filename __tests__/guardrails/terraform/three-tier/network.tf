# fault: logging-vpc-flow-logs
resource "aws_vpc" "main" {
  cidr_block           = var.cidr
  enable_dns_hostnames = true
  tags                 = { Name = local.name }
}

resource "aws_default_security_group" "main" {
  vpc_id = aws_vpc.main.id
}

resource "aws_subnet" "this" {
  for_each          = local.subnets
  vpc_id            = aws_vpc.main.id
  cidr_block        = each.value.cidr
  availability_zone = each.value.zone
  tags              = { Name = "${local.name}-${each.key}" }
}

resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
}

resource "aws_eip" "nat" {
  count  = var.zones
  domain = "vpc"
}

resource "aws_nat_gateway" "main" {
  count         = var.zones
  allocation_id = aws_eip.nat[count.index].id
  subnet_id     = aws_subnet.this["public-${count.index}"].id
  depends_on    = [aws_internet_gateway.main]
}

# Somebody opened the whole network for a day, in 2021.
# fault: network-exposure-nacl-admin-ports
resource "aws_network_acl" "data" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = local.of_tier["data"]

  ingress {
    rule_no    = 100
    action     = "allow"
    protocol   = "tcp"
    from_port  = 0
    to_port    = 65535
    cidr_block = "0.0.0.0/0"
  }
}

resource "aws_network_acl" "app" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = local.of_tier["app"]

  dynamic "ingress" {
    for_each = { 100 = 8080, 110 = 443 }
    content {
      rule_no    = ingress.key
      action     = "allow"
      protocol   = "tcp"
      from_port  = ingress.value
      to_port    = ingress.value
      cidr_block = var.cidr
    }
  }
}

resource "aws_security_group" "tier" {
  for_each    = toset(["front", "app", "data"])
  name        = "${local.name}-${each.key}"
  description = "The ${each.key} tier"
  vpc_id      = aws_vpc.main.id
}

resource "aws_security_group_rule" "front" {
  for_each          = { http = 80, https = 443 }
  security_group_id = aws_security_group.tier["front"].id
  type              = "ingress"
  protocol          = "tcp"
  from_port         = each.value
  to_port           = each.value
  cidr_blocks       = ["0.0.0.0/0"]
}

resource "aws_vpc_security_group_ingress_rule" "app" {
  security_group_id            = aws_security_group.tier["app"].id
  referenced_security_group_id = aws_security_group.tier["front"].id
  ip_protocol                  = "tcp"
  from_port                    = 8080
  to_port                      = 8080
}

resource "aws_vpc_security_group_ingress_rule" "data" {
  security_group_id            = aws_security_group.tier["data"].id
  referenced_security_group_id = aws_security_group.tier["app"].id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
}

# The office may come in by SSH; so may everybody else, since the second block.
# fault: network-exposure-security-group-ingress
resource "aws_security_group" "bastion" {
  name        = "${local.name}-bastion"
  description = "The way in for operators"
  vpc_id      = aws_vpc.main.id

  ingress {
    protocol    = "tcp"
    from_port   = 22
    to_port     = 22
    cidr_blocks = var.office_cidrs
  }

  ingress {
    protocol         = "tcp"
    from_port        = 22
    to_port          = 22
    ipv6_cidr_blocks = ["::/0"]
  }
}
