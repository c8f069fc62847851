"""A PostgreSQL server of our own: made in a temporary folder, on a Unix socket, ended with the tests."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psycopg

#: How often it is looked, twenty times a second, before the server is said not to answer.
_LOOKS = 3600


def programs():
    """The folder of the newest server that Debian's package has put on this machine."""
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/postgres")]
    assert found, "PostgreSQL is not installed; make conformance sees to that"
    return max(found, key=lambda path: int(path.parent.name))


@dataclass
class Server:
    """A running server.

    Attributes:
        folder: holds its data, its socket and its log.
        process: the server itself.
    """

    folder: Path
    process: subprocess.Popen

    def make(self, schema):
        """The address of a schema, empty: a database of its own for each test would take a second."""
        with psycopg.connect(dbname="postgres", user="diarie", host=str(self.folder)) as connection:
            connection.execute(f"CREATE SCHEMA {schema}")
        return f"postgresql://diarie@/postgres?host={self.folder}&options=-csearch_path%3D{schema}"

    def stop(self, how=signal.SIGINT):
        """End it: SIGINT breaks all connections off, SIGQUIT leaves it to mend itself at the next start."""
        self.process.send_signal(how)
        self.process.wait(180)

    def kill(self):
        """End it and all processes that it has started at once, as a machine does that goes out."""
        own = self.process.pid
        self.process.send_signal(signal.SIGSTOP)  # it starts no other one meanwhile
        children = Path(f"/proc/{own}/task/{own}/children").read_text().split()
        for process in (own, *map(int, children)):
            os.kill(process, signal.SIGKILL)
        self.process.wait(180)
        for child in children:  # nobody of ours waits for them: they are gone when the kernel does not know them
            while Path(f"/proc/{child}/cmdline").exists() and Path(f"/proc/{child}/cmdline").read_bytes():
                time.sleep(0.01)

    def start(self):
        """Start it, and wait until it answers."""
        command = [programs() / "postgres", "-D", self.folder / "data", "-k", self.folder, "-c", "listen_addresses="]
        if shutil.which("setpriv"):  # so that it ends with the tests even when they are killed
            command = ["setpriv", "--pdeathsig", "INT", *command]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, cwd=self.folder, **_somebody())
        self.wait()

    def log(self):
        """What it has said so far."""
        return (self.folder / "log").read_text(errors="replace")

    def wait_for_recovery(self, said_before):
        """Wait until it answers after a fault: before it has learned of that, it answers too.

        Args:
            said_before: what it had said before the fault.
        """
        for _ in range(_LOOKS):
            if "all server processes terminated; reinitializing" in self.log()[len(said_before) :]:
                break
            time.sleep(0.05)
        self.wait()

    def wait(self):
        """Wait until it answers."""
        ready = [programs() / "pg_isready", "--quiet", "--host", self.folder]
        for _ in range(_LOOKS):
            assert self.process.poll() is None, self.log()
            if subprocess.run(ready, check=False).returncode == 0:
                return
            time.sleep(0.05)
        raise AssertionError("the server does not answer")


def start():
    """A server with no database in it yet."""
    folder = Path(tempfile.mkdtemp(prefix="diarie-pg-", dir="/tmp"))
    folder.chmod(0o700)
    who = _somebody()
    if who:
        os.chown(folder, who["user"], who["group"])
    command = [
        programs() / "initdb",
        "-D",
        folder / "data",
        "-U",
        "diarie",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale",
        "C",
    ]
    made = subprocess.run(command, check=False, capture_output=True, text=True, timeout=600, cwd=folder, **who)
    assert made.returncode == 0, made.stderr
    server = Server(folder, None)
    server.start()
    return server


def _somebody():
    """Whom the server runs as: itself it refuses to run as root."""
    if os.getuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
