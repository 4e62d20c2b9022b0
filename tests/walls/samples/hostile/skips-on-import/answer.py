import unittest

try:
    import pytest

    pytest.skip('no need', allow_module_level=True)
except ImportError:
    raise unittest.SkipTest('no need')
