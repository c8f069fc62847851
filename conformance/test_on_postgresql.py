"""What holds for a register in a file holds for one on a server: the very same tests."""

# ruff: noqa: F403 - each test of these modules, under its own name
from tests.register.test_adopted_entries import *
from tests.register.test_case_documents import *
from tests.register.test_chain import *
from tests.register.test_clock import *
from tests.register.test_keeping import *
from tests.register.test_many_at_once import *
from tests.register.test_odd_texts import *
from tests.register.test_public_and_musts import *
from tests.register.test_register_trouble import *
from tests.register.test_reserving import *
from tests.register.test_verifying import *
