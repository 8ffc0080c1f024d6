"""The words of the pages that both apps share, named here so that the desk says them in its own way."""


def N_(text: str) -> str:
    """*text* as it is: it is translated where the shared page is made."""
    return text


SHARED = (
    N_("Go to the question"),
    N_("Draft: nobody has checked these translations yet."),
    N_("Use my resume code"),
    N_("Go on"),
    N_("This did not work"),
    N_("The page could not be shown. Nothing is lost."),
    N_("This is not the right address"),
    N_("Ask a member of staff to open the page again."),
    N_("This page was open too long"),
    N_("Nothing is lost. Go on here."),
    N_("The form came from another page. Nothing is lost. Go on here."),
    N_("This page does not exist"),
    N_("This question is not on the screen now"),
    N_("This is too much text"),
    N_("Go back and make it shorter. What you sent before is saved."),
    N_("Something went wrong on the page"),
    N_("Nothing is lost. Try again."),
    N_("Something went wrong"),
    N_("It is not your fault. What you answered before is saved."),
    N_("Try again. If it happens again, ask a member of staff."),
)
