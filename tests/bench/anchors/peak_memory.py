"""Runs the command given to it and prints the most memory that it held, in KB."""

import os
import sys

null = os.open(os.devnull, os.O_RDWR)
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, null, 1)])
_, status, used = os.wait4(child, 0)
code = os.waitstatus_to_exitcode(status)
if code:
    raise SystemExit(code)
print(used.ru_maxrss // 1024 if sys.platform == "darwin" else used.ru_maxrss)
