"""Several processes that do one thing at the same moment, again and again.

`python -m tests.faults.rivals FUNCTION RIVALS ROUNDS` prints what each got, as JSON.
"""

import json
import multiprocessing
import subprocess
import sys

LONGEST_ROUND = 60  # seconds


def race(function: str, environment: dict, *, rivals: int, rounds: int) -> list[list]:
    """What each rival got in each round.

    `function` is "module.name" and takes the number of the round. An exception comes
    back as its text, so that a test can say that there was none.
    """
    line = [sys.executable, "-m", __name__, function, str(rivals), str(rounds)]
    done = subprocess.run(line, env=environment, check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout.splitlines()[-1])


def main(function: str, rivals: int, rounds: int) -> list[list]:
    """Read the code once, then divide: a fork has no connection to share yet."""
    import django  # noqa: PLC0415 -- in a process of its own

    django.setup()
    from django.utils.module_loading import import_string  # noqa: PLC0415 -- as above

    act = import_string(function)
    context = multiprocessing.get_context("fork")
    start, results = context.Barrier(rivals), context.SimpleQueue()
    work = (act, start, results, rounds)
    processes = [context.Process(target=compete, args=work) for _rival in range(rivals)]
    for process in processes:
        process.start()
    table = [[] for _round in range(rounds)]
    for _result in range(rivals * rounds):
        number, result = results.get()
        table[number].append(result)
    for process in processes:
        process.join(LONGEST_ROUND)
    return table


def compete(act, start, results, rounds: int) -> None:
    """One rival: begin each round together with all others."""
    for number in range(rounds):
        try:
            start.wait(LONGEST_ROUND)
            result = act(number)
        except Exception as error:  # noqa: BLE001 -- told to the test
            result = repr(error)
        results.put((number, result))


if __name__ == "__main__":
    name, *numbers = sys.argv[1:]
    sys.stdout.write(json.dumps(main(name, *map(int, numbers))) + "\n")
