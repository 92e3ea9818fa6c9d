"""python -m plinth_emulator --port N [--log FILE]"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import threading
import traceback
from importlib.metadata import version

from . import MOTO_VERSION, lifeline
from .announce import INCOMPATIBLE, PORT_BUSY, announce, redirect_log, reserve_stdout
from .expect import Incompatible
from .listener import listen
from .loopback import keep_to_loopback

# Read by moto when it is imported.
SETTINGS = {
    "MOTO_ACM_VALIDATION_WAIT": "0",
    "MOTO_IAM_LOAD_MANAGED_POLICIES": "true",
    "MOTO_DISABLE_GLOBAL_CORS": "true",
    "MOTO_LAMBDA_STUB_ECR": "true",
}


def main() -> int:
    """Serves until told to stop. Returns the exit code: 0, 3 (port busy) or 4 (does not fit moto)."""
    options = _options()
    reserve_stdout()
    if options.log:
        redirect_log(options.log)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal's Ctrl-C belongs to the runner
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    lifeline.watch(stop.set)
    # moto makes clients of its own; a profile or a region of the user must not reach them.
    for name in [name for name in os.environ if name.startswith(("AWS_", "MOTO_"))]:
        del os.environ[name]
    os.environ.update(SETTINGS)
    try:
        return _serve(options.port, stop)
    except Exception as error:
        traceback.print_exc(file=sys.stderr)
        announce("error", reason="incompatible", message=f"{type(error).__name__}: {error}")
        return INCOMPATIBLE


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="plinth_emulator", description="An emulated AWS on loopback.")
    parser.add_argument("--port", type=int, required=True, help="0: any free port")
    parser.add_argument("--log", help="file for the request log; default: stderr")
    return parser.parse_args()


def _serve(port: int, stop: threading.Event) -> int:
    try:
        listener = listen(port)
    except OSError as error:
        announce("error", reason="port-busy", port=port, message=f"127.0.0.1:{port}: {error.strerror}")
        return PORT_BUSY
    installed = version("moto")
    if installed != MOTO_VERSION:
        raise Incompatible(f"moto {installed} is installed, the additions fit {MOTO_VERSION}")
    # These import moto, which takes a second and reads the settings above.
    from .application import Emulator
    from .server import make

    keep_to_loopback()
    server = make(listener, Emulator())
    os.environ["MOTO_PORT"] = str(server.port)
    threading.Thread(target=server.serve_forever, name="server", daemon=True).start()
    announce("ready", port=server.port, pid=os.getpid())
    stop.wait()
    server.shutdown()
    server.server_close()
    return 0


if __name__ == "__main__":
    code = main()
    sys.stderr.flush()
    # Threads that serve open connections have nothing left to do; do not wait for them.
    os._exit(code)
