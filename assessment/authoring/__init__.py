"""The tools of authors and translators."""
