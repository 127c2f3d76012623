"""The architecture guide, as rules that a machine checks on any project built on the platform.

A rule is one file below `rules`; `registry` finds it. `running.engine` lets all rules look at a
project and remembers what they said of files that have not changed; `reports` tells the findings.
"""
