"""diarie: from source data and Word templates to a Swedish agency's official documents.

Data runs one way: sources → figures → content → word → pdf. Each arrow is a folder.
"""

__version__ = "0.1.0"
