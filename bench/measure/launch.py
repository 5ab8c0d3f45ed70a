"""Run a program and write what it cost: `python launch.py USAGE PROGRAM ARGUMENT…`.

A program of its own, because Linux counts the memory of the process that starts another as the other's own peak:
this one is small. USAGE gets CPU seconds and peak bytes as JSON; the exit status is the program's.
"""

import json
import os
import sys
from pathlib import Path

usage_file, *command = sys.argv[1:]
_, status, usage = os.wait4(os.posix_spawnp(command[0], command, os.environ), 0)
used = {"cpu_seconds": round(usage.ru_utime + usage.ru_stime, 3), "peak_bytes": usage.ru_maxrss * 1024}
Path(usage_file).write_text(json.dumps(used), encoding="utf-8")
sys.exit(os.waitstatus_to_exitcode(status))
