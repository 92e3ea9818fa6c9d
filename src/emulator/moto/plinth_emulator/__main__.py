"""python -m plinth_emulator --port N [--log FILE]"""

from __future__ import annotations

import os
import socket
import threading

from . import MOTO_VERSION
from .announce import announce
from .loopback import keep_to_loopback
from .process import run

# Read by moto when it is imported.
SETTINGS = {
    "MOTO_ACM_VALIDATION_WAIT": "0",
    "MOTO_IAM_LOAD_MANAGED_POLICIES": "true",
    "MOTO_DISABLE_GLOBAL_CORS": "true",
    "MOTO_LAMBDA_STUB_ECR": "true",
}


def _serve(listener: socket.socket, stop: threading.Event) -> None:
    os.environ.update(SETTINGS)
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


if __name__ == "__main__":
    run(
        "plinth_emulator",
        "An emulated AWS on loopback.",
        package="moto",
        fits=MOTO_VERSION,
        forgets=("AWS_", "MOTO_"),
        serve=_serve,
    )
