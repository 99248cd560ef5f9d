"""How long a rep waits: each promise of speed measured beside its peers and its floor, in one run. `bash tests/bench/run.sh`"""
