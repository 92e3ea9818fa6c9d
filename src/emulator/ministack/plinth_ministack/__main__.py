"""python -m plinth_ministack --port N [--log FILE]: the contract of plinth_emulator, over MiniStack."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import threading

from plinth_emulator.announce import announce
from plinth_emulator.process import run

from . import ACCOUNT, MINISTACK_VERSION

# Read by MiniStack when it is imported.
SETTINGS = {
    "BIND_HOST": "127.0.0.1",
    "MINISTACK_ACCOUNT_ID": ACCOUNT,
    "LAMBDA_EXECUTOR": "local",
    "SFTP_ENABLED": "0",
    "IOT_MTLS_ENABLED": "0",
}


def _serve(listener: socket.socket, stop: threading.Event) -> None:
    port = listener.getsockname()[1]
    os.environ.update(SETTINGS, GATEWAY_PORT=str(port))
    asyncio.run(_run(listener, port, stop))


async def _run(listener: socket.socket, port: int, stop: threading.Event) -> None:
    # These import MiniStack, which reads the settings above.
    from hypercorn.asyncio import serve
    from hypercorn.config import Config
    from ministack.app import app

    from . import kinesis_source, lifecycle, streams  # noqa: F401 their import changes MiniStack

    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    # MiniStack takes the signal for itself when it is imported.
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
    run(
        "plinth_ministack",
        "MiniStack on loopback.",
        package="ministack",
        fits=MINISTACK_VERSION,
        # Functions inherit what is left.
        forgets=("AWS_", "MINISTACK_"),
        serve=_serve,
    )
