variable "environment" {
  type    = string
  default = "staging"
}

variable "region" {
  type    = string
  default = "us-east-1"
}

variable "cidr" {
  type    = string
  default = "10.0.0.0/16"
}

variable "zones" {
  type    = number
  default = 2
}

variable "office_cidrs" {
  type    = list(string)
  default = ["203.0.113.0/24"]
}

variable "log_groups" {
  type = map(object({ days = optional(number), encrypted = optional(bool, true) }))
  default = {
    web   = { days = 365 }
    jobs  = { days = 365, encrypted = false }
    debug = {}
  }
}
