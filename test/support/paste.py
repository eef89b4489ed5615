"""Pastes commands into an interactive shell on a terminal, one after another, each when the last has ended.

Reads a JSON object from standard input: the words that start the shell, its environment, and the commands.
"""
import json
import os
import pty
import select
import sys

READY = "=ready-for-the-next="
PATIENCE = 60


def read_until_ready(terminal, pending):
    """Sends what is pending, and takes what comes until the shell asks for the next command."""
    seen = b""
    while True:
        readable, writable, _ = select.select([terminal], [terminal] if pending else [], [], PATIENCE)
        if not readable and not writable:
            raise SystemExit("the shell is stuck: " + seen.decode(errors="replace")[-2000:])
        if readable:
            seen += os.read(terminal, 65536)
            if not pending and READY.encode() in seen:
                return
        if writable:
            sent = os.write(terminal, pending[:512])
            pending = pending[sent:]


def main():
    given = json.load(sys.stdin)
    child, terminal = pty.fork()
    if child == 0:
        os.environ.clear()
        os.environ.update(given["environment"], PS1=READY, PS2="")
        os.execvp(given["shell"][0], given["shell"])
    read_until_ready(terminal, b"")
    for command in given["commands"]:
        read_until_ready(terminal, command.encode() + b"\n")
    os.close(terminal)


main()
