"""The benchmarks: one module per name, each run as `script/bench NAME`.

Every figure is a ratio against a reference run in the same minute, on the same
data; a figure alone says more about the machine than about Sokoguru.
"""
