"""The case worker's app: start codes out, bundles in, one page about each sitting."""
