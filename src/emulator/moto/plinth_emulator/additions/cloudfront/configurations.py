"""Distributions, policies, access controls, keys: create, read, update, delete, list."""

from __future__ import annotations

from datetime import datetime, timezone

from .managed import managed
from .records import Kind, Record, new_id, records
from .xml import HEADERS, Answer, Element, Refused, document, elements, name, parse, tags_in, text

MADE = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")

# Terraform sends these only when there are some; CloudFront always answers them.
ALWAYS_IN_A_DISTRIBUTION = ("Aliases", "OriginGroups", "CacheBehaviors", "CustomErrorResponses")

SIGNERS = "<Enabled>false</Enabled><Quantity>0</Quantity>"


def collection(kind: Kind, method: str, query: dict[str, list[str]], body: str) -> Answer:
    """GET lists, POST creates."""
    if method == "GET":
        return 200, dict(HEADERS), _list(kind, query.get("Type", [""])[0])
    if method != "POST":
        raise Refused(405, "MethodNotAllowed")
    root = parse(body)
    config = _config(kind, root)
    _refuse_second(kind, config)
    record = Record(new_id(kind), text(config), new_id(), tags_in(root) if root is not config else {})
    records(kind)[record.id] = record
    location = f"https://cloudfront.amazonaws.com/2020-05-31/{kind.path}/{record.id}"
    return 201, {**HEADERS, "ETag": record.etag, "Location": location}, _render(kind, record)


def single(kind: Kind, identifier: str, part: str, method: str, if_match: str | None, body: str) -> Answer:
    """GET reads (`part` config: the configuration alone), PUT replaces, DELETE deletes."""
    record = {**managed(kind), **records(kind)}.get(identifier)
    if record is None:
        raise Refused(404, kind.missing)
    headers = {**HEADERS, "ETag": record.etag}
    if method == "GET":
        return 200, headers, record.config if part == "config" else _render(kind, record)
    if record.managed:
        raise Refused(403, "AccessDenied")
    if if_match != record.etag:
        raise Refused(412, "PreconditionFailed")
    if method == "DELETE":
        if kind.path == "distribution" and "<Enabled>true</Enabled>" in _switch(record):
            raise Refused(409, "DistributionNotDisabled")
        del records(kind)[identifier]
        return 204, {}, ""
    if method != "PUT":
        raise Refused(405, "MethodNotAllowed")
    record.config = text(_config(kind, parse(body)))
    record.etag = new_id()
    return 200, {**HEADERS, "ETag": record.etag}, _render(kind, record)


def _config(kind: Kind, root: Element) -> Element:
    config = root if root.tag == name(kind.config) else root.find(name(kind.config))
    if config is None:
        raise Refused(400, "MalformedXML")
    if kind.path == "distribution":
        for tag in ALWAYS_IN_A_DISTRIBUTION:
            if config.find(name(tag)) is None:
                quantity = Element(name("Quantity"))
                quantity.text = "0"
                empty = Element(name(tag))
                empty.append(quantity)
                config.append(empty)
    return config


def _refuse_second(kind: Kind, config: Element) -> None:
    """Names of all but distributions and identities are unique."""
    given = config.findtext(name("Name"))
    taken = {parse(record.config).findtext(name("Name")) for record in records(kind).values()}
    if given and given in taken:
        raise Refused(409, f"{kind.element}AlreadyExists")


def _switch(record: Record) -> str:
    enabled = parse(record.config).find(name("Enabled"))
    return elements(Enabled=(enabled.text or "") if enabled is not None else "")


def _added(kind: Kind, record: Record) -> str:
    """What CloudFront says of a thing besides its configuration."""
    if kind.path == "distribution":
        return (
            elements(
                ARN=record.arn,
                Status="Deployed",
                InProgressInvalidationBatches="0",
                DomainName=f"{record.id.lower()}.cloudfront.net",
            )
            + f"<ActiveTrustedSigners>{SIGNERS}</ActiveTrustedSigners>"
            + f"<ActiveTrustedKeyGroups>{SIGNERS}</ActiveTrustedKeyGroups>"
        )
    if kind.element == "CloudFrontOriginAccessIdentity":
        return elements(S3CanonicalUserId=record.id.lower() * 4)
    return elements(CreatedTime=MADE) if kind.path == "public-key" else ""


def _render(kind: Kind, record: Record) -> str:
    return document(
        kind.element, elements(Id=record.id, LastModifiedTime=MADE) + _added(kind, record) + record.config
    )


def _list(kind: Kind, wanted: str) -> str:
    held = list(records(kind).values()) if wanted != "managed" else []
    own = list(managed(kind).values()) if wanted != "custom" else []
    items = "".join(_summary(kind, record) for record in [*own, *held])
    head = elements(MaxItems="100", Quantity=str(len(own) + len(held)))
    if not kind.typed:
        head += elements(IsTruncated="false", Marker="")
    return document(f"{kind.element}List", f"{head}<Items>{items}</Items>")


def _summary(kind: Kind, record: Record) -> str:
    tag = f"{kind.element}Summary"
    if kind.typed:
        origin = "managed" if record.managed else "custom"
        return f"<{tag}>{elements(Type=origin)}{_render(kind, record)}</{tag}>"
    parts = "".join(text(part) for part in parse(record.config))
    return f"<{tag}>{elements(Id=record.id, LastModifiedTime=MADE)}{_added(kind, record)}{parts}</{tag}>"
