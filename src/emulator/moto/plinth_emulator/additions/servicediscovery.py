"""Service Discovery: a deleted DNS namespace takes its hosted zone with it."""

from __future__ import annotations

from moto.route53.models import Route53Backend, route53_backends
from moto.servicediscovery.models import ServiceDiscoveryBackend

from ..expect import expect
from ..extend import Function, extends

expect(Route53Backend, "delete_hosted_zone", "self id_")


@extends(ServiceDiscoveryBackend, "delete_namespace", "self namespace_id")
def _delete_zone(original: Function, self: ServiceDiscoveryBackend, namespace_id: str) -> str:
    namespace = self.namespaces.get(namespace_id)
    operation: str = original(self, namespace_id)
    zone = ((namespace.dns_properties if namespace else None) or {}).get("HostedZoneId")
    if zone:
        zones = route53_backends[self.account_id][self.partition].zones
        zones.pop(zone.replace("/hostedzone/", ""), None)
    return operation
