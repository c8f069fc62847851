"""`diarie archive verify`: whether a package is as it was made, from nothing but the package."""

from pipeline.archive.verifying.run import Verdict, verify

__all__ = ["Verdict", "verify"]
