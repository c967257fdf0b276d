"""lexmatch: compare extradition and evidence law across jurisdictions."""

__version__ = "0.1.0"
