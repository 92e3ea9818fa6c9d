"""ACM: ListCertificates after a request that names only some of the options."""

from __future__ import annotations

from typing import Any

from moto.acm.models import CertBundle

from ..extend import Function, extends


@extends(
    CertBundle,
    "__init__",
    "self account_id certificate private_key chain region arn cert_type cert_status cert_authority_arn"
    " cert_options",
)
def _complete_options(original: Function, self: CertBundle, *args: Any, **kwargs: Any) -> None:
    original(self, *args, **kwargs)
    self.cert_options.setdefault("CertificateTransparencyLoggingPreference", "ENABLED")
    self.cert_options.setdefault("Export", "DISABLED")
