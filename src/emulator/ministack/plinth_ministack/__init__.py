"""MiniStack with what our functions need of Lambda's event sources, on loopback."""

MINISTACK_VERSION = "1.5.33"
"""The only version of MiniStack that the additions fit."""

ACCOUNT = "123456789012"
"""The account that every credential belongs to."""
