"""What a request gets that is none: it never reaches the app, and is answered like all others."""

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from api.problems import status_response

STATUS_LINE = b"HTTP/1.1 400 Bad Request\r\n"
FIX = "An address may have 64,000 characters, with all of its parameters; send longer lists in several requests."


class Protocol(HttpToolsProtocol):
    """HTTP as uvicorn reads it, with the refusal of what cannot be read as problem+json and with the security headers."""

    def send_400_response(self, msg: str) -> None:
        """Answers and hangs up; `msg` is what uvicorn would say."""
        answer = status_response(400, msg, FIX, {"Connection": "close"})
        headers = b"".join(name + b": " + value + b"\r\n" for name, value in answer.raw_headers)
        self.transport.write(STATUS_LINE + headers + b"\r\n" + bytes(answer.body))
        self.transport.close()
