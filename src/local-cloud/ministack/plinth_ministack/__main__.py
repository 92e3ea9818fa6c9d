"""python -m plinth_ministack --port N [--log FILE]: the contract of plinth_emulator, over MiniStack."""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import socket
import sys
import threading
import traceback
from importlib.metadata import version

from plinth_emulator import lifeline
from plinth_emulator.announce import INCOMPATIBLE, PORT_BUSY, announce, redirect_log, reserve_stdout
from plinth_emulator.expect import Incompatible
from plinth_emulator.listener import listen

from . import ACCOUNT, MINISTACK_VERSION

# Read by MiniStack when it is imported.
SETTINGS = {
    "BIND_HOST": "127.0.0.1",
    "MINISTACK_ACCOUNT_ID": ACCOUNT,
    "LAMBDA_EXECUTOR": "local",
    "SFTP_ENABLED": "0",
    "IOT_MTLS_ENABLED": "0",
}


def main() -> int:
    """Serves until told to stop. Returns the exit code: 0, 3 (port busy) or 4 (does not fit MiniStack)."""
    options = _options()
    reserve_stdout()
    if options.log:
        redirect_log(options.log)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal's Ctrl-C belongs to the runner
    stop = threading.Event()
    lifeline.watch(stop.set)
    # Functions inherit this environment: nothing of the user's AWS settings may reach them.
    for name in [name for name in os.environ if name.startswith(("AWS_", "MINISTACK_"))]:
        del os.environ[name]
    try:
        return _serve(options.port, stop)
    except Exception as error:
        traceback.print_exc(file=sys.stderr)
        announce("error", reason="incompatible", message=f"{type(error).__name__}: {error}")
        return INCOMPATIBLE


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="plinth_ministack", description="MiniStack on loopback.")
    parser.add_argument("--port", type=int, required=True, help="0: any free port")
    parser.add_argument("--log", help="file for the log; default: stderr")
    return parser.parse_args()


def _serve(port: int, stop: threading.Event) -> int:
    try:
        listener = listen(port)
    except OSError as error:
        announce("error", reason="port-busy", port=port, message=f"127.0.0.1:{port}: {error.strerror}")
        return PORT_BUSY
    installed = version("ministack")
    if installed != MINISTACK_VERSION:
        raise Incompatible(f"ministack {installed} is installed, the additions fit {MINISTACK_VERSION}")
    port = listener.getsockname()[1]
    os.environ.update(SETTINGS, GATEWAY_PORT=str(port))
    asyncio.run(_run(listener, port, stop))
    return 0


async def _run(listener: socket.socket, port: int, stop: threading.Event) -> None:
    # These import MiniStack, which reads the settings above.
    from hypercorn.asyncio import serve
    from hypercorn.config import Config
    from ministack.app import app

    from . import kinesis_source, lifecycle, streams  # noqa: F401 their import changes MiniStack

    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, stopping.set)
    threading.Thread(
        target=lambda: (stop.wait(), loop.call_soon_threadsafe(stopping.set)), name="stop", daemon=True
    ).start()
    config = Config()
    config.bind = [f"fd://{listener.fileno()}"]
    config.keep_alive_timeout = 75
    config.accesslog = None
    # The socket listens: who connects from now on is answered as soon as the application is up.
    announce("ready", port=port, pid=os.getpid())
    await serve(app, config, shutdown_trigger=stopping.wait)


if __name__ == "__main__":
    code = main()
    sys.stderr.flush()
    # Pollers and functions have nothing left to do; do not wait for them.
    os._exit(code)
