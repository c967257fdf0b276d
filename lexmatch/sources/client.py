"""A polite client for official sites: https only, to a literal list of hosts, with limits, patience and a cache."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from lexmatch import __version__
from lexmatch.findings import Unreadable
from lexmatch.sources.addresses import HOSTS

if TYPE_CHECKING:
    import httpx

AGENT = f"lexmatch/{__version__} (comparative law toolkit; one file at a time, cached)"
AGAIN = frozenset((202, 408, 425, 429, 500, 502, 503, 504))
MOVED = frozenset((301, 302, 303, 307, 308))


@dataclass(frozen=True, slots=True)
class Manners:
    """How the client behaves: seconds to connect, between two pieces, and in all; tries, the first pause (doubled each
    time) and the longest; bytes and redirects at most."""

    connect: float = 10.0
    read: float = 30.0
    total: float = 180.0
    tries: int = 4
    pause: float = 1.0
    longest: float = 60.0
    limit: int = 128 * 1024 * 1024
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server sent at last: `status` is 200, or 304 where what is cached still holds."""

    status: int
    address: str
    type: str
    data: bytes
    etag: str = ""
    modified: str = ""


@dataclass(slots=True)
class Client:
    """Fetches addresses. `loopback` maps official hosts to addresses on this machine and is for tests alone: the
    addresses themselves, and what is checked of them, stay the official ones."""

    manners: Manners = field(default_factory=Manners)
    hosts: tuple[str, ...] = HOSTS
    loopback: Mapping[str, str] = field(default_factory=dict)
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic

    def get(self, address: str, headers: Mapping[str, str] = {}, types: tuple[str, ...] = ()) -> Answer:
        """The answer to one address, redirects followed. Raises Unreadable with what went wrong and what to do."""
        end = self.clock() + self.manners.total
        for _ in range(self.manners.redirects + 1):
            check(address, self.hosts)
            status, answered, data = self._patiently(address, headers, end)
            if status in MOVED:
                target = answered.get("location", "")
                if not target:
                    raise Unreadable(f"{address} moves to nowhere", "Try again later.")
                address = _moved(address, target, self.hosts)
                continue
            return self._judge(status, address, answered, data, types)
        raise Unreadable(f"{address} is moved again and again", "Report the reference; the site has changed.")

    def _judge(
        self, status: int, address: str, answered: Mapping[str, str], data: bytes, types: tuple[str, ...]
    ) -> Answer:
        host = urlsplit(address).hostname
        if status in (404, 410):
            raise Unreadable(f"{host} has no such text (404): {address}", "Check the reference, or the language.")
        if status == 300:
            raise Unreadable(f"{host} offers several files for {address}", "Download the one you need and import it.")
        if status == 406:
            raise Unreadable(f"{host} has no file of {address} in this format and language", "Try another --lang.")
        if status in (401, 403):
            raise Unreadable(f"{host} refuses ({status}): {address}", "Download the file with a browser and import it.")
        if status not in (200, 304):
            raise Unreadable(f"{host} answers {status} for {address}", "Try again later.")
        kind = answered.get("content-type", "").partition(";")[0].strip().lower()
        if status == 200 and types and kind and kind not in types:
            raise Unreadable(f"{host} sent {kind} where {' or '.join(types[:2])} was expected: {address}",
                             "The site may be down for maintenance; try again later.")  # fmt: skip
        if status == 200 and not data.strip():
            raise Unreadable(f"{host} sent an empty file for {address}", "Try again later.")
        return Answer(status, address, kind, data, answered.get("etag", ""), answered.get("last-modified", ""))

    def _patiently(self, address: str, headers: Mapping[str, str], end: float) -> tuple[int, Mapping[str, str], bytes]:
        """One address, tried again while the fault may pass."""
        httpx = library()
        pause, reason = self.manners.pause, ""
        for attempt in range(self.manners.tries):
            if attempt:
                self._wait(pause, end, address, reason)
                pause *= 2
            try:
                status, answered, data = self._once(address, headers, end)
            except httpx.TimeoutException:
                reason = "it did not answer in time"
            except httpx.ConnectError as error:
                reason = f"it cannot be reached ({_short(error)})"
            except httpx.RemoteProtocolError:
                reason = "the answer was cut off"
            except (httpx.TransportError, httpx.DecodingError, httpx.InvalidURL) as error:
                reason = _short(error)
            else:
                if status not in AGAIN:
                    return status, answered, data
                reason = f"it answers {status}"
                asked = _retry_after(answered.get("retry-after", ""))
                if asked > self.manners.longest:
                    raise Unreadable(
                        f"{urlsplit(address).hostname} asks to wait {asked:.0f} seconds", "Try again then."
                    )
                pause = max(pause, asked)
        raise Unreadable(f"{urlsplit(address).hostname}: {reason} ({self.manners.tries} tries): {address}",
                         "Try again later, or download the file with a browser and import it.")  # fmt: skip

    def _wait(self, pause: float, end: float, address: str, reason: str) -> None:
        pause = min(pause, self.manners.longest)
        if self.clock() + pause > end:
            raise Unreadable(
                f"{urlsplit(address).hostname}: {reason}, and the time for it is up: {address}", "Try again later."
            )
        self.sleep(pause)

    def _once(self, address: str, headers: Mapping[str, str], end: float) -> tuple[int, Mapping[str, str], bytes]:
        """One request. The body is read in pieces, so that size and time are limited whatever the server says."""
        limit = self.manners.limit
        with self._stream(address, headers) as response:
            said = response.headers.get("content-length", "")
            if said.isdigit() and int(said) > limit:
                raise _too_large(address, limit)
            held = bytearray()
            if response.status_code not in MOVED:
                for piece in response.iter_bytes():
                    held += piece
                    if len(held) > limit:
                        raise _too_large(address, limit)
                    if self.clock() > end:
                        raise library().ReadTimeout("the time for it is up")
            return response.status_code, dict(response.headers), bytes(held)

    @contextmanager
    def _stream(self, address: str, headers: Mapping[str, str]) -> Iterator[httpx.Response]:
        httpx = library()
        parts = urlsplit(address)
        local = self.loopback.get(parts.hostname or "", "")
        where = local + address.partition(parts.netloc)[2] if local else address
        sent = {"User-Agent": AGENT, "Accept": "application/xml, */*;q=0.1", **headers}
        if local:
            sent["Host"] = parts.netloc
        limits = httpx.Timeout(self.manners.read, connect=self.manners.connect)
        with (
            httpx.Client(follow_redirects=False, timeout=limits, trust_env=not local) as client,
            client.stream("GET", where, headers=sent) as response,
        ):
            yield response


def library() -> Any:
    """httpx, or a message where it is not installed."""
    try:
        import httpx
    except ImportError:
        raise Unreadable("fetching needs httpx, which is not installed", "Install it: pip install 'lexmatch-toolkit[fetch]'"
                         ) from None  # fmt: skip
    return httpx


def check(address: str, hosts: tuple[str, ...]) -> None:
    """Refuse an address that is not https, names a host that is not on the list, or carries more than a path."""
    parts = urlsplit(address)
    try:
        port = parts.port
    except ValueError:
        port = -1
    plain = parts.scheme == "https" and port in (None, 443) and parts.username is None and parts.password is None
    if not plain or parts.hostname not in hosts:
        raise Unreadable(f"{address} is not an official address that lexmatch fetches from",
                         f"It fetches over https from {', '.join(hosts)} only.")  # fmt: skip


def _moved(address: str, target: str, hosts: tuple[str, ...]) -> str:
    """The address of a redirect. Where an official host names itself over http, https is asked instead."""
    there = urljoin(address, target)
    parts = urlsplit(there)
    if parts.scheme == "http" and parts.hostname in hosts and parts.netloc == parts.hostname:
        there = "https" + there[4:]
    try:
        check(there, hosts)
    except Unreadable as error:
        raise Unreadable(
            f"{address} redirects to {there[:200]}, which is not official: not followed", error.hint
        ) from None
    return there


def _retry_after(said: str) -> float:
    """Seconds that a server asks to wait: a number, or a date."""
    from datetime import UTC, datetime
    from email.utils import parsedate_to_datetime

    if said.strip().isdigit():
        return float(min(int(said), 10**6))
    try:
        when = parsedate_to_datetime(said)
    except (TypeError, ValueError):
        return 0.0
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return max((when - datetime.now(UTC)).total_seconds(), 0.0)


def _too_large(address: str, limit: int) -> Unreadable:
    return Unreadable(f"{address} is larger than {limit:,} bytes", "Download it with a browser and import its parts.")


def _short(error: Exception) -> str:
    return (str(error) or type(error).__name__).splitlines()[0][:120]
