"""The words of the pages that the operator shares with candidates, named here so that staff read them in their way."""


def N_(text: str) -> str:
    """*text* as it is: it is translated where the shared page is made."""
    return text


SHARED = (
    N_("Go to the question"),
    N_("Draft: nobody has checked these translations yet."),
)
