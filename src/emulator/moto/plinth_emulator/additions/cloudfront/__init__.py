"""CloudFront, in place of moto's: every configuration is answered as it was sent.

moto's own knows a part of a distribution only, and no policies; Terraform compares all of it.
"""

from . import routes

__all__ = ["routes"]
