"""Find out why a machine cannot be reached over TLS. A library that keeps trying would say only that it waited."""

from __future__ import annotations

import socket
import ssl

# Seconds for a connection.
CONNECTING = 10
CERTIFICATES = "both sides need certificates from the same authority: docs/cluster.md"
START = "how to start it: docs/cluster.md"


def refusal(host: str, port: int, context: ssl.SSLContext) -> tuple[str, str] | None:
    """Shake hands with whoever listens at a port, and hang up; return what is wrong and a hint, or None if nothing is.

    The one who listens must speak first, as Dask's scheduler does: with TLS 1.3, whether it takes our certificate is
    known only then.
    """
    try:
        with (
            socket.create_connection((host, port), CONNECTING) as plain,
            context.wrap_socket(plain, server_hostname=host) as safe,
        ):
            return None if safe.recv(1) else ("it closed the connection", START)
    except socket.gaierror:
        return "there is no machine with this name", "check the name"
    except ConnectionRefusedError:
        return "nothing is answering on this port", START
    except TimeoutError:
        return f"nothing answered within {CONNECTING} s", "check the address, and that no firewall is in the way"
    except ssl.SSLCertVerificationError as error:
        return f"its certificate is not trusted ({error.verify_message})", CERTIFICATES
    except ssl.SSLError as error:
        reason = (error.reason or str(error)).lower().replace("_", " ")
        return f"no TLS connection is possible ({reason})", CERTIFICATES
    except OSError as error:
        return f"it cannot be reached ({error.strerror or error})", "check the address"
