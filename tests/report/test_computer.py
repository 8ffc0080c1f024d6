"""Several tasks at the computer, as the case worker reads them."""

from collections.abc import Mapping

import pytest

from assessment.items.responses import Missing
from assessment.report import page_model, words
from assessment.report.page_model import ComputerPart, ProfilePage
from assessment.report.pdf import profile_pdf
from assessment.report.profile_page import page
from assessment.session import delivery, outcome
from assessment.session.session import replay
from tests.builders import NOW, some_events
from tests.candidates import Given
from tests.computers import a_computer_bank, answers
from tests.report.profiles import ORIGIN
