"""Run as a program: many processes take numbers at once, and are killed at any moment, until all have theirs.

`python -m tests.register.killed FILE URL PROCESSES EACH KILLS SEED` prints a JSON object: for each key the numbers that
were told for it, and how many processes were killed.
"""

import json
import os
import random
import selectors
import signal
import sys
import traceback
from pathlib import Path

from pipeline.register.desk import Register
from pipeline.register.place import RegisterPlace
from pipeline.register.reserving import Request


def take(place, keys, pipe):
    with Register(place, patience=60) as register:
        for key in keys:
            given = register.reserve(Request("cases", key=key, classification="1.3", year=2024))
            os.write(pipe, f"{key} {given.number}\n".encode())


def start(place, keys):
    read, write = os.pipe()
    process = os.fork()
    if process == 0:
        code = 1
        try:
            os.close(read)
            take(place, keys, write)
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    os.close(write)
    return process, read


def main():
    file, url, processes, each, kills, seed = sys.argv[1:]
    place = RegisterPlace(Path(file), url or None)
    chance = random.Random(int(seed))
    told = {f"{worker}-{index}": [] for worker in range(int(processes)) for index in range(int(each))}
    running, selector = {}, selectors.DefaultSelector()

    def begin(worker):
        keys = [key for key in told if key.startswith(f"{worker}-") and not told[key]]
        process, pipe = start(place, keys)
        running[pipe] = [worker, process, b""]
        selector.register(pipe, selectors.EVENT_READ)

    for worker in range(int(processes)):
        begin(worker)
    total = len(told)
    # The next one is killed after so many more numbers, wherever it then is in its work.
    marks = sorted(chance.sample(range(1, total - int(processes)), int(kills)))
    killed = heard = 0
    while running:
        for key, _ in selector.select():
            pipe = key.fd
            data = os.read(pipe, 65536)
            worker, process, rest = running[pipe]
            *lines, running[pipe][2] = (rest + data).split(b"\n")
            for line in lines:
                name, number = line.decode().split(" ")
                told[name].append(number)
            heard += len(lines)
            if not data:
                selector.unregister(pipe)
                os.close(pipe)
                del running[pipe]
                _, status = os.waitpid(process, 0)
                if os.WIFSIGNALED(status):
                    begin(worker)
                elif status:
                    sys.exit(f"a process failed: {status}")
        while marks and heard >= marks[0] and running:
            marks.pop(0)
            os.kill(chance.choice(list(running.values()))[1], signal.SIGKILL)
            killed += 1
    print(json.dumps({"told": told, "killed": killed}))


main()
