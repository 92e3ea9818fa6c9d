"""CloudFront's XML: reading, writing, errors."""

from __future__ import annotations

import uuid
from xml.etree import ElementTree
from xml.sax.saxutils import escape

NAMESPACE = "http://cloudfront.amazonaws.com/doc/2020-05-31/"
HEADERS = {"Content-Type": "text/xml"}

Answer = tuple[int, dict[str, str], str | bytes]
Element = ElementTree.Element

ElementTree.register_namespace("", NAMESPACE)


class Refused(Exception):
    """An error that CloudFront answers: HTTP status and code."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code

    def answer(self) -> Answer:
        """The error as a response."""
        body = (
            f'<ErrorResponse xmlns="{NAMESPACE}"><Error><Type>Sender</Type><Code>{self.code}</Code>'
            f"<Message>{self.code}</Message></Error><RequestId>{uuid.uuid4()}</RequestId></ErrorResponse>"
        )
        return self.status, dict(HEADERS), body


def name(tag: str) -> str:
    """A tag with CloudFront's namespace, as ElementTree writes it."""
    return f"{{{NAMESPACE}}}{tag}"


def parse(body: str) -> Element:
    """The root of a request. Raises Refused if it is not XML."""
    try:
        return ElementTree.fromstring(body)
    except ElementTree.ParseError:
        raise Refused(400, "MalformedXML") from None


def text(element: Element) -> str:
    """An element as XML text."""
    return ElementTree.tostring(element, encoding="unicode")


def tags_in(element: Element) -> dict[str, str]:
    """All `Tag` elements below, as key and value."""
    found = {}
    for tag in element.iter(name("Tag")):
        found[tag.findtext(name("Key")) or ""] = tag.findtext(name("Value")) or ""
    return found


def elements(**values: str) -> str:
    """Simple elements, in order."""
    return "".join(f"<{tag}>{escape(value)}</{tag}>" for tag, value in values.items())


def document(tag: str, content: str) -> str:
    """A response document."""
    return f'<{tag} xmlns="{NAMESPACE}">{content}</{tag}>'
