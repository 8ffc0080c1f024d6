"""The mail program as hands meet it."""

from collections.abc import Callable

from assessment.session import codes
from tests.browser.people import Candidate


def test_after_the_complaint_one_press_on_send_is_enough(a_candidate: Callable[..., Candidate]):
    candidate = a_candidate()
    candidate.opens_the_kiosk()
    first = candidate.page.locator(".tongue").first.get_attribute("value") or ""
    candidate.sits_down(first, codes.start_code("22360679", 1))
    candidate.hurries_to("mail-send")
    candidate.page.locator('[data-action="compose"]').click()
    candidate.page.locator('[data-action="send"]').click()
    assert candidate.page.locator('[data-show="alert=no_recipient"]').is_visible()

    candidate.types("#mail-to", "lina@postsnel.voorbeeld")
    candidate.page.locator('[data-action="send"]').click()

    assert candidate.page.locator(".mail__sent").is_visible()
