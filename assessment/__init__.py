"""The assessment: item banks, scoring, sessions, bundles, the desk and the authors' tools."""
