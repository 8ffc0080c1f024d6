import re

from assessment.bundle.errors import BundleError, TrustError


def family(error):
    return {error}.union(*(family(child) for child in error.__subclasses__()))


ERRORS = family(BundleError) | family(TrustError)


def test_each_error_has_its_own_code():
    codes = [error.code for error in ERRORS]

    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"[a-z_]+", code) for code in codes)


def test_each_error_says_in_one_sentence_what_is_wrong():
    for error in ERRORS:
        assert re.fullmatch(r"[A-Z][^\n.]+\.", error.__doc__), error
