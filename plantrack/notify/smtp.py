"""Mail handed to the server that contacts.yaml names, always encrypted, with a login if it names one."""

import smtplib
from contextlib import ExitStack
from email.message import EmailMessage
from functools import partial
from ssl import SSLCertVerificationError, SSLError, create_default_context

from plantrack.errors import DeliveryError, Message, message, reason
from plantrack.model.contacts import Contacts, Encryption
from plantrack.notify.attempts import Attempts, BusyError, unknown, within
from plantrack.notify.harmless import one_line
from plantrack.notify.mail import compose, sender_of
from plantrack.notify.message import OutgoingMessage, Receipt, Surroundings
from plantrack.notify.secrets import Secrets
from plantrack.planfile.contacts import NAME

VARIABLE = "PLANTRACK_SMTP_PASSWORD"
PORTS = {Encryption.TLS: 465, Encryption.STARTTLS: 587}
TIMEOUT = 10.0
"""Seconds for each answer of the server."""
LIMIT = 60.0
"""Seconds for everything that one mail takes."""
CHARACTERS = 200
"""How much is told of what a server says."""
UNREACHED = "{host} cannot be reached: {why}; check `smtp:` in {file}, and the network"
UNTRUSTED = "the certificate of {host} is not trusted: {why}; name the office's own authority in SSL_CERT_FILE"
REFUSED = "{host} refuses the mail: {why}; correct the address, or ask whoever runs the server"
NO_LOGIN = "{host} refuses the login ({code}); correct `login:` in {file}, and {name}"


class SmtpChannel:
    """Sends each message as mail, all over one connection while it lasts."""

    def __init__(self, contacts: Contacts, around: Surroundings) -> None:
        sender_of(contacts)
        if contacts.smtp is None:
            raise DeliveryError("{file} names no mail server; add the key `smtp:` with `host:`", file=NAME)
        self._contacts, self._around, self._settings = contacts, around, contacts.smtp
        self._secrets, self._attempts = Secrets(around.variables), Attempts(around)
        self._server: smtplib.SMTP | None = None
        self._password = self._secrets.need(VARIABLE) if self._settings.login else ""

    def send(self, message: OutgoingMessage) -> Receipt:
        """Send a message as mail, and return who gets it and who was refused."""
        mail = compose(message, self._contacts, self._around)
        return self._attempts.run(partial(self._send, mail), message.key)

    def close(self) -> None:
        """End the connection."""
        server, self._server = self._server, None
        if server:
            server.close()

    def _send(self, mail: EmailMessage) -> Receipt:
        try:
            refused = within(LIMIT, lambda: self._hand_over(mail))
        except TimeoutError:
            self._server = None  # it may still be at work
            raise unknown(self._settings.host, message("no answer within {n} seconds", n=round(LIMIT))) from None
        except BaseException:
            self.close()
            raise
        to = tuple(str(one) for one in mail["To"].addresses if one.addr_spec not in refused)
        problems = tuple(
            message("{to} was refused: {why}", to=name, why=self._words(*said)) for name, said in refused.items()
        )
        return Receipt(to, problems)

    def _hand_over(self, mail: EmailMessage) -> dict[str, tuple[int, bytes]]:
        """Send a mail and return who was refused and why. Nothing is known where no answer comes to the text itself."""
        server = self._connected()
        try:
            return server.send_message(mail)
        except smtplib.SMTPNotSupportedError:
            raise DeliveryError("{host} takes no address that is not ASCII; give another one in {file}",
                                host=self._settings.host, file=NAME) from None  # fmt: skip
        except smtplib.SMTPRecipientsRefused as error:
            raise self._refused(*max(error.recipients.values())) from None
        except smtplib.SMTPResponseException as error:
            raise self._refused(error.smtp_code, error.smtp_error) from None
        except (smtplib.SMTPException, OSError) as error:
            raise unknown(self._settings.host, self._why(error)) from None

    def _connected(self) -> smtplib.SMTP:
        """Return the connection; a new one where there was none, or where the server has ended it meanwhile."""
        if self._server is None or not _lives(self._server):
            self._server = self._connection()
        return self._server

    def _connection(self) -> smtplib.SMTP:
        host = self._settings.host
        try:
            return self._opened()
        except SSLCertVerificationError as error:
            raise DeliveryError(UNTRUSTED, host=host, why=error.verify_message) from None
        except smtplib.SMTPNotSupportedError:
            raise DeliveryError("{host} offers no encryption or no login; correct `tls:` or `login:` in {file}",
                                host=host, file=NAME) from None  # fmt: skip
        except smtplib.SMTPAuthenticationError as error:  # what it says may repeat the password
            raise _later(DeliveryError(NO_LOGIN, host=host, code=error.smtp_code, file=NAME, name=VARIABLE),
                         error.smtp_code) from None  # fmt: skip
        except (smtplib.SMTPException, OSError) as error:
            raise BusyError(DeliveryError(UNREACHED, host=host, why=self._why(error), file=NAME)) from None

    def _opened(self) -> smtplib.SMTP:
        host, tls, login = self._settings.host, self._settings.tls, self._settings.login
        port, trusted = self._settings.port or PORTS[tls], create_default_context()
        with ExitStack() as stack:
            encrypted = tls is Encryption.TLS
            server = (
                smtplib.SMTP_SSL(host, port, timeout=TIMEOUT, context=trusted)
                if encrypted
                else smtplib.SMTP(host, port, timeout=TIMEOUT)
            )
            stack.callback(server.close)
            if not encrypted:
                server.starttls(context=trusted)
            if login:
                server.login(login, self._password)
            stack.pop_all()
        return server

    def _refused(self, code: int, said: bytes | str) -> Exception:
        return _later(DeliveryError(REFUSED, host=self._settings.host, why=self._words(code, said)), code)

    def _why(self, error: Exception) -> Message | str:
        if isinstance(error, smtplib.SMTPResponseException):
            return self._words(error.smtp_code, error.smtp_error)
        if isinstance(error, TimeoutError) or "timed out" in str(error):
            return message("no answer within {n} seconds", n=round(TIMEOUT))
        if isinstance(error, smtplib.SMTPServerDisconnected):
            return message("the server ended the connection")
        if isinstance(error, OSError) and not isinstance(error, (smtplib.SMTPException, SSLError)):
            return reason(error)
        return self._words(0, str(error))

    def _words(self, code: int, said: bytes | str) -> str:
        """Return what a server says, without any secret: it may repeat what it was sent."""
        words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
        return one_line(self._secrets.hidden(f"{code or ''} {words}".strip()))[:CHARACTERS]


def _later(error: DeliveryError, code: int) -> Exception:
    """Return an error as one that may pass, where the code of the server says so."""
    return BusyError(error) if 400 <= code < 500 else error  # noqa: PLR2004 - RFC 5321, 4.2.1


def _lives(server: smtplib.SMTP) -> bool:
    try:
        return server.noop()[0] == 250  # noqa: PLR2004 - as above
    except (smtplib.SMTPException, OSError):
        return False
