"""The contract with the runner: announcements, exit codes, lifeline."""

from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
import sys
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import FOLDER, Emulator

Start = Callable[..., Emulator]


def test_says_that_it_is_ready_and_on_which_port(start: Start) -> None:
    emulator = start("--port", "0", "--log", os.devnull)
    assert emulator.said["event"] == "ready"
    assert emulator.said["pid"] == emulator.process.pid
    health = emulator.get("/plinth/health")
    assert (health["status"], health["moto"]) == ("ok", "5.2.5")
    assert "s3" in health["additions"]


def test_listens_on_loopback_only(start: Start) -> None:
    emulator = start("--port", "0", "--log", os.devnull)
    port = f"{emulator.said['port']:04X}"
    listening = [line.split()[1] for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    assert [address for address in listening if address.endswith(f":{port}")][0] == f"0100007F:{port}"


def test_reports_a_busy_port(start: Start) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        emulator = start("--port", str(port), "--log", os.devnull)
        assert emulator.said["reason"] == "port-busy"
        assert emulator.said["port"] == port
        assert str(port) in emulator.said["message"]
        assert emulator.ended() == 3


def test_reports_a_place_in_moto_that_has_moved() -> None:
    program = (
        "from moto.sqs.models import Queue; del Queue.wait_for_messages; import runpy, sys;"
        "sys.argv = ['plinth_emulator', '--port', '0'];"
        "runpy.run_module('plinth_emulator', run_name='__main__', alter_sys=True)"
    )
    ended = _run_held_open(program)
    assert ended[0] == 4
    assert '"reason": "incompatible"' in ended[1]
    assert "wait_for_messages" in ended[1]


def _run_held_open(program: str) -> tuple[int, str]:
    """Runs a program whose standard input stays open."""
    with subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=FOLDER,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout
        said = process.stdout.readline()
        return process.wait(timeout=60), said


def test_stops_when_told_and_kills_no_one(start: Start) -> None:
    mark = str(uuid.uuid4())
    emulator = start("--port", "0", "--log", os.devnull, PLINTH_LOCAL_CLOUD=mark)
    with subprocess.Popen(["sleep", "60"], env={**os.environ, "PLINTH_LOCAL_CLOUD": mark}) as other:
        emulator.tell("stop\n")
        assert emulator.ended() == 0
        assert other.poll() is None
        other.kill()


@pytest.mark.parametrize(("sent", "ends"), [(signal.SIGTERM, True), (signal.SIGINT, False)])
def test_signals(start: Start, sent: signal.Signals, ends: bool) -> None:
    emulator = start("--port", "0", "--log", os.devnull)
    emulator.process.send_signal(sent)
    if ends:
        assert emulator.ended() == 0
    else:
        assert emulator.get("/plinth/health")["status"] == "ok"


def _child(program: str, **environment: str) -> subprocess.Popen[str]:
    """A process that has said, with a line, that it is set up."""
    child = subprocess.Popen(
        [sys.executable, "-c", program],
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert child.stdout and child.stdout.readline() == "up\n"
    return child


@pytest.mark.skipif(not Path("/proc").exists(), reason="the lifeline finds processes through /proc")
def test_ends_all_that_ran_inside_when_the_runner_dies(start: Start) -> None:
    mark = str(uuid.uuid4())
    emulator = start("--port", "0", "--log", os.devnull, PLINTH_LOCAL_CLOUD=mark)
    wait = "import signal; print('up', flush=True); signal.pause()"
    stubborn = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {wait}"
    inside = [_child(wait, PLINTH_LOCAL_CLOUD=mark), _child(stubborn, PLINTH_LOCAL_CLOUD=mark)]
    outside = _child(wait, PLINTH_LOCAL_CLOUD=f"{mark}0")
    emulator.hang_up()
    assert emulator.ended() == 0
    assert [child.wait(timeout=5) for child in inside] == [-signal.SIGTERM, -signal.SIGKILL]
    assert outside.poll() is None
    outside.kill()
    for child in (*inside, outside):
        child.wait(timeout=5)
        assert child.stdout
        child.stdout.close()


def test_prints_nothing_but_announcements_on_stdout(start: Start) -> None:
    emulator = start("--port", "0", "--log", os.devnull)
    emulator.client("sts").get_caller_identity()
    assert emulator.process.stdout
    assert select.select([emulator.process.stdout], [], [], 0)[0] == []
