"""What CloudFront holds: kinds of things, and the records of them."""

from __future__ import annotations

import random
import string
import uuid
from dataclasses import dataclass, field

from moto.cloudfront.models import CloudFrontBackend, cloudfront_backends

from ... import ACCOUNT
from ...extend import state


@dataclass(frozen=True)
class Kind:
    """A sort of thing: its path, its element, its code when it is not there."""

    path: str
    element: str
    missing: str
    uuid_ids: bool = False
    typed: bool = False
    """Whether its list tells custom from AWS's own (`managed`) ones."""

    @property
    def config(self) -> str:
        """The element that holds what a user sets."""
        return f"{self.element}Config"

    @property
    def plural(self) -> str:
        """What the inventory calls it."""
        singular = self.path.split("/")[0].replace("-", "_")
        return singular[:-1] + "ies" if singular.endswith("y") else f"{singular}s"


KINDS = (
    Kind("distribution", "Distribution", "NoSuchDistribution"),
    Kind("origin-access-control", "OriginAccessControl", "NoSuchOriginAccessControl"),
    Kind(
        "origin-access-identity/cloudfront",
        "CloudFrontOriginAccessIdentity",
        "NoSuchCloudFrontOriginAccessIdentity",
    ),
    Kind("cache-policy", "CachePolicy", "NoSuchCachePolicy", uuid_ids=True, typed=True),
    Kind(
        "origin-request-policy", "OriginRequestPolicy", "NoSuchOriginRequestPolicy", uuid_ids=True, typed=True
    ),
    Kind(
        "response-headers-policy",
        "ResponseHeadersPolicy",
        "NoSuchResponseHeadersPolicy",
        uuid_ids=True,
        typed=True,
    ),
    Kind("key-group", "KeyGroup", "NoSuchResource", uuid_ids=True),
    Kind("public-key", "PublicKey", "NoSuchPublicKey"),
)


@dataclass
class Record:
    """One thing: its configuration as XML, and what CloudFront adds to it."""

    id: str
    config: str
    etag: str
    tags: dict[str, str] = field(default_factory=dict)
    managed: bool = False

    @property
    def arn(self) -> str:
        return f"arn:aws:cloudfront::{ACCOUNT}:distribution/{self.id}"


@dataclass
class FunctionRecord:
    """A function: what is in development, and what was published of it."""

    name: str
    config: str
    code: str
    etag: str
    live: FunctionRecord | None = None
    tags: dict[str, str] = field(default_factory=dict)

    @property
    def arn(self) -> str:
        return f"arn:aws:cloudfront::{ACCOUNT}:function/{self.name}"


def backend() -> CloudFrontBackend:
    """moto's CloudFront of the account."""
    return cloudfront_backends[ACCOUNT]["aws"]


def records(kind: Kind) -> dict[str, Record]:
    """What there is of a kind, by id."""
    return state(backend(), kind.plural, dict)


def functions() -> dict[str, FunctionRecord]:
    """All functions, by name."""
    return state(backend(), "functions_held", dict)


def tagged(arn: str) -> dict[str, str] | None:
    """The tags of a distribution or a function, to read and to change."""
    identifier = arn.rsplit("/", 1)[-1]
    held = functions().get(identifier) if ":function/" in arn else records(KINDS[0]).get(identifier)
    return held.tags if held else None


def new_id(kind: Kind | None = None) -> str:
    """An id as CloudFront gives it, also good as an ETag."""
    if kind and kind.uuid_ids:
        return str(uuid.uuid4())
    return "E" + "".join(random.choices(string.ascii_uppercase + string.digits, k=13))
