"""A really running emulator, and boto3 clients of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.config import Config

FOLDER = Path(__file__).resolve().parents[1]


class Emulator:
    """A process of the emulator and what can be asked of it."""

    def __init__(self, *arguments: str, **environment: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "plinth_emulator", *arguments],
            cwd=FOLDER,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE if "--log" not in arguments else None,
            text=True,
        )
        assert self.process.stdout
        self.said: dict[str, Any] = json.loads(self.process.stdout.readline())

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.said['port']}"

    def get(self, path: str, method: str = "GET") -> Any:
        request = urllib.request.Request(self.endpoint + path, method=method)
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)

    def client(self, service: str, region: str = "us-east-1") -> Any:
        return boto3.client(
            service,
            endpoint_url=self.endpoint,
            region_name=region,
            aws_access_key_id="test",
            aws_secret_access_key="test",
            config=Config(retries={"max_attempts": 0}, s3={"addressing_style": "path"}),
        )

    def inventory(self) -> list[tuple[str, str, str]]:
        """Service, kind and id of all that exists."""
        return [(item["service"], item["kind"], item["id"]) for item in self.get("/plinth/inventory")]

    def tell(self, line: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(line)
        self.process.stdin.flush()

    def hang_up(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()

    def ended(self) -> int:
        """The exit code, once there is one."""
        return self.process.wait(timeout=30)

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(timeout=30)
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            if pipe and not pipe.closed:
                pipe.close()


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulator]:
    emulator = Emulator("--port", "0", "--log", str(tmp_path_factory.mktemp("log") / "emulator.log"))
    yield emulator
    emulator.tell("stop\n")
    assert emulator.ended() == 0
    emulator.close()


@pytest.fixture
def cloud(running: Emulator) -> Emulator:
    """The emulator of the session with nothing in it."""
    running.get("/moto-api/reset", "POST")
    assert running.inventory() == []
    return running


@pytest.fixture
def start() -> Iterator[Callable[..., Emulator]]:
    """Starts emulators of the test's own, which end with it."""
    started: list[Emulator] = []

    def begin(*arguments: str, **environment: str) -> Emulator:
        started.append(Emulator(*arguments, **environment))
        return started[-1]

    yield begin
    for emulator in started:
        emulator.close()
